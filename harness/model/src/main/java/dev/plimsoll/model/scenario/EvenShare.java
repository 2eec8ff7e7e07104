package dev.plimsoll.model.scenario;

/** Picks a share of numbered things evenly: those at which the running share steps over a whole number. */
public final class EvenShare {
    /** Shares such as 0.1 are a little less than they say. */
    private static final double ROUNDING = 1e-9;

    private EvenShare() {}

    /** Whether the thing at a position, counted from 0, is picked. */
    public static boolean picks(double position, double share) {
        return Math.floor((position + 1) * share + ROUNDING) > Math.floor(position * share + ROUNDING);
    }
}
