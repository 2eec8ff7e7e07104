package dev.plimsoll.bench.agents;

import dev.plimsoll.agents.control.CallSettings;
import dev.plimsoll.model.scenario.StatsOf;
import dev.plimsoll.model.scenario.VideoSpec;
import java.util.Locale;
import java.util.Map;

/** What calls carry, both ways; each has a data channel too, as the agents' calls do. */
enum CallKind {
    DATA("data: a message a second and its echo", "echoes", 1),
    OPUS("Opus, speech-like, both ways", "audio packets", 2 * 50),
    VIDEO("VP8 320x180 at 15 frames/s and 150 kb/s, both ways", "frames", 2 * 15);

    private static final long SETUP_TIMEOUT_MS = 30_000;

    private final String title;
    private final String unit;
    private final double perPairAndSecond;

    /**
     * @param unit what is counted where it is received
     * @param perPairAndSecond how many of them at both ends together
     */
    CallKind(String title, String unit, double perPairAndSecond) {
        this.title = title;
        this.unit = unit;
        this.perPairAndSecond = perPairAndSecond;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    double perPairAndSecond() {
        return perPairAndSecond;
    }

    /** How many of the unit have come. */
    long of(Flow flow) {
        return switch (this) {
            case DATA -> flow.echoes();
            case OPUS -> flow.audioPackets();
            case VIDEO -> flow.frames();
        };
    }

    /** As agents are told; relayed, getStats of both ends. */
    CallSettings settings() {
        return settings(StatsOf.BOTH);
    }

    CallSettings settings(StatsOf stats) {
        return new CallSettings(
                this == DATA ? 1 : 0,
                this == OPUS,
                SETUP_TIMEOUT_MS,
                true,
                true,
                false,
                false,
                Map.of(),
                new CallSettings.Media(false, null, this == VIDEO ? VideoSpec.SMALL : null),
                stats);
    }
}
