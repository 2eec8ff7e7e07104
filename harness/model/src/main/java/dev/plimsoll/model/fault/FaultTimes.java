package dev.plimsoll.model.fault;

/**
 * What a call is held to. Nanoseconds; the first three since the epoch.
 *
 * @param shown when it has shown what it does: it is to be undone, and a call would have been found silent
 * @param deadline when it must carry again; a silence that begins later is not the fault's
 * @param patience how long a call may carry nothing without being disturbed
 */
record FaultTimes(long began, long shown, long deadline, long patience) {
    static FaultTimes of(PlannedFault fault, long beganNanos, long patienceNanos) {
        long allowed = fault.lasts().plus(fault.within()).toNanos();
        long shown = beganNanos + fault.lasts().toNanos() + patienceNanos;
        return new FaultTimes(beganNanos, Math.min(shown, beganNanos + allowed), beganNanos + allowed, patienceNanos);
    }
}
