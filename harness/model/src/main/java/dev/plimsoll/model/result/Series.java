package dev.plimsoll.model.result;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happened over time, one value a second from the run's start.
 *
 * @param openConnections the most that were open at once in that second
 * @param rttMs for each pair, the median echo of that second; null where there was none
 */
public record Series(
        List<Long> openConnections, List<Long> published, List<Long> delivered, Map<String, List<Double>> rttMs) {
    public Series {
        openConnections = List.copyOf(openConnections);
        published = List.copyOf(published);
        delivered = List.copyOf(delivered);
        rttMs = new TreeMap<>(rttMs);
    }
}
