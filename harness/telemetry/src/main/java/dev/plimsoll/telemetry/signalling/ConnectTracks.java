package dev.plimsoll.telemetry.signalling;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.telemetry.latency.LatencyTrack;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Latency of connects, apart for each source and outcome: the time to a refusal says nothing of the time to a welcome. */
final class ConnectTracks {
    private static final String ACCEPTED = "accepted";

    private final ConcurrentMap<Key, LatencyTrack> tracks = new ConcurrentHashMap<>();

    record Key(Source source, String outcome) {}

    void record(Source source, ConnectOutcome outcome) {
        track(source, outcome.code()).record(outcome.elapsed().toNanos());
    }

    LatencyTrack accepted(Source source) {
        return track(source, ACCEPTED);
    }

    Map<Key, LatencyTrack> all() {
        return tracks;
    }

    private LatencyTrack track(Source source, String outcome) {
        return tracks.computeIfAbsent(new Key(source, outcome), key -> new LatencyTrack());
    }
}
