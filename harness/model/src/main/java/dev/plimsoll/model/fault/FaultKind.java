package dev.plimsoll.model.fault;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be done to the calls of a run. */
public enum FaultKind {
    /** The TURN server ends and comes back on the same ports, with the same secret and no allocation. */
    TURN_STOP(true),
    /** Whatever goes to and from the TURN servers over some transports vanishes. */
    PATH_BLACKHOLE(true),
    /** Connections to them are reset, and UDP comes from another port afterwards. */
    PATH_CUT(true),
    /** Every TURN credential that is out ends at once, with what was allocated by it. */
    CREDENTIALS_EXPIRE(false),
    /** Agents are given new credentials and move to them; the old ones end after a while. */
    CREDENTIALS_ROTATE(true),
    /** The agents' signalling connections are cut and may not come back for a while. */
    SIGNALLING_DROP(true);

    private final boolean lasting;

    FaultKind(boolean lasting) {
        this.lasting = lasting;
    }

    /** As scenarios write it, {@code turn-stop}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<FaultKind> of(String label) {
        return Stream.of(values()).filter(kind -> kind.label().equals(label)).findFirst();
    }

    /** Whether it has a length; otherwise it is a moment. */
    public boolean isLasting() {
        return lasting;
    }

    /** Whether it is done to the paths between agents and TURN servers. */
    public boolean isOfPaths() {
        return this == PATH_BLACKHOLE || this == PATH_CUT;
    }

    /** Whether a call that is set up meanwhile may fail of it. */
    public boolean isOfSetUps() {
        return this == TURN_STOP || this == CREDENTIALS_EXPIRE || isOfPaths();
    }

    public boolean isOfCredentials() {
        return this == CREDENTIALS_EXPIRE || this == CREDENTIALS_ROTATE;
    }

    /** Whether only a TURN server of our own can suffer it. */
    public boolean needsSandbox() {
        return this == TURN_STOP || isOfCredentials();
    }
}
