package dev.plimsoll.bench.telemetry;

/** Where a disturbance stands. */
enum Phase {
    /** Its figures are the compiler's. */
    WARM_UP("warm-up"),
    BEFORE("before"),
    DURING("during"),
    /** What was disturbed works again, and points wait for it. */
    CATCHING_UP("catching up"),
    AFTER("after");

    private final String label;

    Phase(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    boolean isCalm() {
        return this == BEFORE || this == AFTER;
    }
}
