package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.RTCStats;
import dev.plimsoll.agents.stats.StatsEntry;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The library's report as plain entries. Types that the library does not know have none; they are left out. */
final class StatsEntries {
    private StatsEntries() {}

    static Map<String, StatsEntry> of(Map<String, RTCStats> report) {
        Map<String, StatsEntry> entries = new HashMap<>();
        report.forEach((id, stats) -> {
            if (stats.getType() != null) {
                String type = stats.getType().name().toLowerCase(Locale.ROOT).replace('_', '-');
                entries.put(id, new StatsEntry(id, type, stats.getTimestamp(), stats.getAttributes()));
            }
        });
        return entries;
    }
}
