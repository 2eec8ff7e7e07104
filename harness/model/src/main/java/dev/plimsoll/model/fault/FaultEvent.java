package dev.plimsoll.model.fault;

/** What a fault's verdict is made of. Times are nanoseconds since the epoch. */
public sealed interface FaultEvent {
    long atNanos();

    /** A fault begins. */
    record Began(PlannedFault fault, long atNanos) implements FaultEvent {}

    /** The fault that began last is undone. */
    record Undone(long atNanos) implements FaultEvent {}

    /** The fault that began last could not be carried out. */
    record NotCarriedOut(String reason, long atNanos) implements FaultEvent {}

    /** Something of one call. */
    sealed interface OfCall extends FaultEvent {
        String call();
    }

    /** Both ends are connected. */
    record CallUp(String call, long atNanos) implements OfCall {}

    /**
     * A call was looked at.
     *
     * @param atNanos up to when it was listened to
     * @param heardNanos when it carried something last; 0 for never
     * @param silence the longest time without anything that ended since it was looked at before
     * @param messagesLost so far, known to be lost because later ones came through
     * @param unanswered messages whose echo may still come
     * @param path of both ends; empty if there is none
     */
    record CallSeen(
            String call,
            long atNanos,
            long heardNanos,
            Silence silence,
            long messagesLost,
            long unanswered,
            String path)
            implements OfCall {}

    /** An end lost its signalling connection. */
    record SignallingLost(String call, String role, long atNanos) implements OfCall {}

    record SignallingBack(String call, String role, long atNanos) implements OfCall {}

    /** @param reason empty if it ended in good order */
    record CallOver(String call, String reason, long atNanos) implements OfCall {}

    /** From the last thing heard before to the first thing heard after; both 0 if nothing was heard. */
    record Silence(long fromNanos, long toNanos) {
        public static final Silence NONE = new Silence(0, 0);

        public long nanos() {
            return toNanos - fromNanos;
        }
    }
}
