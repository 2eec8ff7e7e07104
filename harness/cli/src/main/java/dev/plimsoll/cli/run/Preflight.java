package dev.plimsoll.cli.run;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.plan.RunPlan;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.signalling.Endpoint;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether this machine can carry a plan, before anything is started. */
final class Preflight {
    /** What the process itself has open beside the connections. */
    private static final int OWN_DESCRIPTORS = 300;

    private static final int REACH_MILLIS = 5_000;

    private Preflight() {}

    static void check(RunPlan plan) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            descriptors(plan, unix.getMaxFileDescriptorCount());
        }
    }

    /** Whether somebody listens at a remote target, before anything is counted against it. */
    static void reachable(Target.Remote target) {
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

    static void descriptors(RunPlan plan, long allowed) {
        long needed = (long) plan.attempts() + OWN_DESCRIPTORS;
        if (needed > allowed) {
            throw new PlimsollException(
                    ExitCode.NOT_READY,
                    "the run needs " + needed + " file descriptors, this process may have " + allowed,
                    "raise it with ulimit -n " + needed + ", or open fewer connections");
        }
    }
}
