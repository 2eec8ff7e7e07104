package dev.plimsoll.model.result;

import java.util.Map;
import java.util.TreeMap;

/**
 * How the connections came back that were lost at one moment.
 *
 * @param atSeconds when, after the load was complete
 * @param taken connections that were lost
 * @param back how many of them came back; the times are from the storm to their welcome, null where none came
 * @param attempts to come back, whatever they came to
 * @param peakAttemptsPerSecond in the busiest second
 * @param rejected attempts by what refused them
 * @param dutyBreaches attempts that came sooner than the protocol permits
 */
public record StormResult(
        double atSeconds,
        String cause,
        long taken,
        long back,
        Double backMsP50,
        Double backMsP90,
        Double backMsP99,
        Double backMsMax,
        long attempts,
        long peakAttemptsPerSecond,
        Map<String, Long> rejected,
        long dutyBreaches) {
    public StormResult {
        rejected = new TreeMap<>(rejected);
    }
}
