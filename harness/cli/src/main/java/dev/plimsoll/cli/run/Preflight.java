package dev.plimsoll.cli.run;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.plan.RunPlan;
import java.lang.management.ManagementFactory;

/** Whether this machine can carry a plan, before anything is started. */
final class Preflight {
    /** What the process itself has open beside the connections. */
    private static final int OWN_DESCRIPTORS = 300;

    private Preflight() {}

    static void check(RunPlan plan) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            descriptors(plan, unix.getMaxFileDescriptorCount());
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
