package dev.plimsoll.model.fault;

/**
 * What a call is held to. Nanoseconds; the first two since the epoch.
 *
 * @param deadline when it must carry again; a silence that begins later is not the fault's
 * @param patience how long a call may carry nothing without being disturbed
 */
record FaultTimes(long began, long deadline, long patience) {
    static FaultTimes of(PlannedFault fault, long beganNanos, long patienceNanos) {
        long allowed = fault.lasts().plus(fault.within()).toNanos();
        return new FaultTimes(beganNanos, beganNanos + allowed, patienceNanos);
    }
}
