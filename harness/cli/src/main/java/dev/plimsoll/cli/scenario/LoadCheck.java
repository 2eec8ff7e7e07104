package dev.plimsoll.cli.scenario;

import dev.plimsoll.model.plan.Planner;
import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Storm;
import dev.plimsoll.model.scenario.Target;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;

/** What is wrong with a signalling load although each of its fields is well formed. Pure. */
final class LoadCheck {
    private static final Duration SHORTEST_RAMP = Duration.ofSeconds(1);
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(2);
    private static final Duration SHORTEST_TOKEN = Duration.ofSeconds(2);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final double HIGHEST_PUBLISH_RATE = 80;
    private static final int LARGEST_PAYLOAD = 60_000;
    private static final String HERE = "/signalling/";

    private final SignallingLoad load;
    private final Target target;
    private final Predicate<String[]> sound;
    private final LoadReader.Faults faults;

    /** @param sound whether nothing is known to be wrong with fields */
    LoadCheck(SignallingLoad load, Target target, Predicate<String[]> sound, LoadReader.Faults faults) {
        this.load = load;
        this.target = target;
        this.sound = sound;
        this.faults = faults;
    }

    void run() {
        channels();
        profile();
        publishing();
        upkeep();
        for (int i = 0; i < load.upkeep().storms().size(); i++) {
            storm(load.upkeep().storms().get(i), "storms/" + i);
        }
        identities();
    }

    private void channels() {
        if (sound("channels", "connections", "arrivals") && load.channels() > load.connections()) {
            fault(
                    "channels",
                    load.channels() + " channels for " + load.connections() + " connections",
                    "write " + load.connections() + " or less");
        }
    }

    private void profile() {
        if (load.profile() instanceof Profile.Steps steps) {
            if (sound("steps") && steps.each().compareTo(SHORTEST_STEP) < 0) {
                fault("steps/each", "is shorter than a part takes to open and be seen", "write 2s or more");
            }
        } else if (load.profile() instanceof Profile.Spike spike) {
            Duration left = spike.at().plus(SECOND).plus(spike.stay());
            if (sound("spike", "hold") && left.compareTo(load.hold()) > 0) {
                fault("spike/stay", "goes beyond the hold", "write a longer hold, or less");
            }
        }
        boolean ramps = !(load.profile() instanceof Profile.Arrivals);
        if (ramps
                && sound("rampUp", "connections")
                && load.connections() > 1
                && load.profile().complete().compareTo(SHORTEST_RAMP) < 0) {
            fault("rampUp", "is shorter than Gatling can ramp", "write 1s or more");
        }
    }

    private void publishing() {
        if (sound("publishRate") && load.publishing().perSecond() > HIGHEST_PUBLISH_RATE) {
            fault(
                    "publishRate",
                    "is above what one connection may send (100/s documented)",
                    "write 80/s or less, with more publishers");
        }
        if (sound("payload") && load.publishing().payloadBytes() > LARGEST_PAYLOAD) {
            fault("payload", "does not fit a frame of 64 KB", "write 60000B or less");
        }
        if (sound("hold", "publishers")
                && load.publishing().publisherShare() > 0
                && load.hold().compareTo(Planner.DRAIN) <= 0) {
            fault("hold", "leaves no time to publish: the last 2s are for deliveries", "write more than 2s");
        }
        boolean lasting =
                load.profile() instanceof Profile.Ramp && load.upkeep().churnPerSecond() == 0;
        if (sound("directs") && load.publishing().directsPerSecond() > 0 && !lasting) {
            fault("directs", "need partners that stay", "write rampUp, and neither spike nor churn");
        }
    }

    private void upkeep() {
        double churn = load.upkeep().churnPerSecond();
        if (sound("churn") && churn > 0 && load.profile() instanceof Profile.Arrivals) {
            fault("churn", "stands beside arrivals, which replace themselves", "leave it out");
        } else if (sound("churn", "connections") && churn * 2 > load.connections()) {
            fault("churn", "leaves no connection two seconds", "write " + load.connections() / 2 + "/s or less");
        }
        load.upkeep().tokenLife().filter(life -> sound("tokenLife")).ifPresent(this::tokenLife);
    }

    private void tokenLife(Duration life) {
        if (life.compareTo(SHORTEST_TOKEN) < 0) {
            fault("tokenLife", "is over before a connection is used", "write 2s or more");
        } else if (!load.upkeep().reconnects()) {
            fault("tokenLife", "ends connections that do not come back", "write reconnect: sdk");
        }
    }

    private void storm(Storm storm, String pointer) {
        if (sound(pointer, "hold") && storm.at().compareTo(load.hold()) >= 0) {
            fault(pointer + "/at", "is when the load is over", "write less than the hold");
        }
        if (sound(pointer, "reconnect") && !load.upkeep().reconnects()) {
            fault(pointer, "takes connections that do not come back", "write reconnect: sdk");
        }
        if (sound(pointer) && storm.cause() == Storm.Cause.SERVICE && !(target instanceof Target.Sandbox)) {
            fault(pointer + "/cause", "only a sandbox can be told to go away", "write client or network");
        }
    }

    private void identities() {
        if (sound("publishableKeys")
                && load.identities().publishableShare() > 0
                && !(target instanceof Target.Sandbox)) {
            fault("publishableKeys", "a remote target has one credential", "leave it out");
        }
        boolean leavesMachine = target instanceof Target.Remote remote && !remote.isLoopback();
        boolean loopback = load.identities().sources().addresses().stream().anyMatch(InetAddress::isLoopbackAddress);
        if (sound("sourceAddresses") && loopback && leavesMachine) {
            fault("sourceAddresses", "loopback addresses reach no other machine", "write this machine's own");
        }
    }

    private boolean sound(String... names) {
        String[] pointers = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            pointers[i] = HERE + names[i];
        }
        return sound.test(pointers);
    }

    private void fault(String name, String what, String hint) {
        faults.fault(HERE + name, what, hint);
    }
}
