package dev.plimsoll.agents.stats;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** Reports as the library makes them: unsigned 64-bit numbers are BigInteger, 32-bit ones Long or Integer. */
final class Reports {
    private Reports() {}

    /** A call in full, with a second pair that is nominated but not selected. */
    static Map<String, StatsEntry> call() {
        Map<String, StatsEntry> report = new HashMap<>();
        add(report, "T1", "transport", Map.of("selectedCandidatePairId", "CP2", "selectedCandidatePairChanges", 3L));
        add(report, "CP1", "candidate-pair", Map.of("localCandidateId", "L1", "nominated", true, "bytesSent", big(1)));
        add(
                report,
                "CP2",
                "candidate-pair",
                Map.of(
                        "localCandidateId", "L2",
                        "remoteCandidateId", "R2",
                        "bytesSent", big(5_000),
                        "bytesReceived", big(6_000),
                        "packetsSent", big(50),
                        "packetsReceived", big(60),
                        "currentRoundTripTime", 0.042));
        add(report, "L1", "local-candidate", Map.of("candidateType", "host"));
        add(
                report,
                "L2",
                "local-candidate",
                Map.of(
                        "candidateType",
                        "relay",
                        "relayProtocol",
                        "tls",
                        "url",
                        "turns:turn.example.com:5349?transport=tcp"));
        add(report, "R2", "remote-candidate", Map.of("candidateType", "prflx"));
        add(
                report,
                "IA1",
                "inbound-rtp",
                Map.of(
                        "kind",
                        "audio",
                        "packetsReceived",
                        500L,
                        "packetsLost",
                        5,
                        "bytesReceived",
                        big(40_000),
                        "jitter",
                        0.004,
                        "jitterBufferDelay",
                        480.0,
                        "jitterBufferEmittedCount",
                        big(9_600)));
        add(
                report,
                "OV1",
                "outbound-rtp",
                Map.of(
                        "kind",
                        "video",
                        "packetsSent",
                        big(300),
                        "remoteId",
                        "RI1",
                        "qualityLimitationDurations",
                        Map.of("cpu", 1.5, "bandwidth", 0.0)));
        add(report, "RI1", "remote-inbound-rtp", Map.of("packetsLost", 7, "roundTripTime", 0.055));
        return report;
    }

    static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    private static void add(Map<String, StatsEntry> report, String id, String type, Map<String, Object> attributes) {
        report.put(id, new StatsEntry(id, type, 1_000_000, attributes));
    }
}
