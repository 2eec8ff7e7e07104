package dev.plimsoll.cli.run;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.plimsoll.cli.limits.Packs;
import dev.plimsoll.limits.Reach;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.limit.LimitPack;
import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.plan.SourceNeed;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.sandbox.config.SandboxConfig;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.signalling.Endpoint;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/** Whether this machine can carry a plan, before anything is started. */
public final class Preflight {
    /** What the process itself has open beside the connections. */
    private static final int OWN_DESCRIPTORS = 300;

    private static final int REACH_MILLIS = 5_000;

    private Preflight() {}

    /** @throws PlimsollException NOT_READY if it has too few file descriptors or ports */
    public static void check(RunPlan plan) {
        plan.load().ifPresent(Preflight::ports);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            descriptors(plan, unix.getMaxFileDescriptorCount());
        }
    }

    /**
     * What the person should know of the source addresses, in a sentence; empty if there are enough.
     *
     * @throws PlimsollException NOT_READY if one is not this machine's
     */
    static Optional<String> sources(LoadPlan load, Target target) {
        load.identities().sources().addresses().forEach(Preflight::bindable);
        int given = Math.max(1, load.identities().sources().size());
        SandboxConfig documented = SandboxConfigReader.documented();
        int connects = target instanceof Target.Sandbox sandbox
                        && sandbox.settings().get("connectsPerIp") instanceof Number number
                ? number.intValue()
                : documented.connectsPerIp();
        SourceNeed need = SourceNeed.of(load, connects, documented.connectWindow());
        if (need.forLimit() <= given) {
            return Optional.empty();
        }
        return Optional.of("The load makes " + need.busiestWindow() + " connects in a window of "
                + documented.connectWindow().toSeconds() + " s from " + given + " source address"
                + (given == 1 ? "" : "es") + "; the service admits " + connects
                + " from each (documented), which takes "
                + need.forLimit() + ". Others will meet 429.");
    }

    private static void ports(LoadPlan load) {
        int given = Math.max(1, load.identities().sources().size());
        if (load.peak() > (long) given * SourceNeed.PORTS) {
            throw new PlimsollException(
                    ExitCode.NOT_READY,
                    given + " source addresses have too few ports for " + load.peak() + " connections",
                    "write signalling.sourceAddresses with more, 127.0.0.2-127.0.0.40");
        }
    }

    private static void bindable(InetAddress address) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
        } catch (IOException e) {
            throw new PlimsollException(
                    ExitCode.NOT_READY,
                    "source address " + address.getHostAddress() + " cannot be used: " + e.getMessage(),
                    "write addresses of this machine in signalling.sourceAddresses",
                    e);
        }
    }

    /**
     * Whether somebody listens at a remote target, before anything is counted against it.
     *
     * @throws PlimsollException NOT_READY if nobody does
     */
    public static void reachable(Target.Remote target) {
        Endpoint endpoint = new Endpoint(target.url());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(target.url().getHost(), endpoint.port()), REACH_MILLIS);
        } catch (IOException e) {
            throw new PlimsollException(
                    ExitCode.NOT_READY,
                    endpoint + " cannot be reached: " + e.getMessage(),
                    "check the address and the network",
                    e);
        }
    }

    /**
     * Whether a target answers at every address that the scenario's packs will use.
     *
     * @throws PlimsollException USAGE if it does not: nothing could be said of the limits
     */
    static void answering(List<LimitPack> packs, TargetFacts target) throws InterruptedException {
        List<String> unanswered = new Reach(Packs.PROBES).unanswered(packs, target);
        if (!unanswered.isEmpty()) {
            throw new PlimsollException(
                    ExitCode.USAGE,
                    "the target cannot be reached, nothing answers at " + String.join("; ", unanswered),
                    "check the address and the network, or leave it out of the target: its limits are SKIPPED then");
        }
    }

    static void descriptors(RunPlan plan, long allowed) {
        // Where connections come and go, those that go may still be closing.
        long needed = Math.min(plan.attempts(), 2L * plan.connections()) + OWN_DESCRIPTORS;
        if (needed > allowed) {
            throw new PlimsollException(
                    ExitCode.NOT_READY,
                    "the run needs " + needed + " file descriptors, this process may have " + allowed,
                    "raise it with ulimit -n " + needed + ", or open fewer connections");
        }
    }
}
