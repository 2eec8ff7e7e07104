package dev.plimsoll.model;

/** How a run ended, as the process tells the shell. This is the only table of exit codes. */
public enum ExitCode {
    /** Every verdict is PASS or SKIPPED. */
    PASSED(0),
    /** An expectation or a documented limit did not hold. */
    FAILED(1),
    /** The scenario or the command line is wrong; nothing was started. */
    USAGE(2),
    /** The machine or the target is not ready; nothing was measured. */
    NOT_READY(3),
    /** The generator, not the target, was the bottleneck: the numbers must not be used. */
    INVALID(4),
    /** A defect in Plimsoll. */
    INTERNAL(5),
    /** Stopped by a signal; what was measured until then is reported. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
