package dev.plimsoll.bench.signalling;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.Planner;
import dev.plimsoll.model.plan.Segment;
import dev.plimsoll.model.scenario.Identities;
import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Publishing;
import dev.plimsoll.model.scenario.Scenario;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.SourceAddresses;
import dev.plimsoll.model.scenario.Target;
import dev.plimsoll.model.scenario.Upkeep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every contender does: connections that open at a rate, join channels, publish on schedule and close.
 *
 * @param perSecond how many open in a second
 * @param staySeconds how long each stays if they keep coming; 0 if they come once and stay to the end
 * @param holdSeconds how long it goes on once it is complete
 * @param publishesPerSecond of the whole load
 * @param churnPerSecond how many are replaced in a second
 */
public record Job(
        int connections,
        int channels,
        double perSecond,
        double staySeconds,
        int holdSeconds,
        double publishesPerSecond,
        double churnPerSecond) {
    static final int SOURCES = 8;
    private static final int PAYLOAD = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Connections that come once. */
    public static Job held(
            int connections, int channels, double perSecond, int holdSeconds, double publishesPerSecond) {
        return new Job(connections, channels, perSecond, 0, holdSeconds, publishesPerSecond, 0);
    }

    /** Connections that keep coming, each for a while, and say nothing. */
    static Job passing(double perSecond, double staySeconds, int holdSeconds) {
        return new Job((int) (perSecond * staySeconds), 1_000, perSecond, staySeconds, holdSeconds, 0, 0);
    }

    Job withChurn(double perSecondReplaced) {
        return new Job(
                connections, channels, perSecond, staySeconds, holdSeconds, publishesPerSecond, perSecondReplaced);
    }

    double rampSeconds() {
        return connections / perSecond;
    }

    /** The same times for every contender. */
    LoadPlan plan() {
        Profile profile = staySeconds > 0
                ? new Profile.Arrivals(perSecond, seconds(staySeconds))
                : new Profile.Ramp(seconds(rampSeconds()));
        SignallingLoad load = new SignallingLoad(
                connections,
                channels,
                profile,
                Duration.ofSeconds(holdSeconds),
                new Publishing(publishesPerSecond > 0 ? 1 : 0, publishesPerSecond / connections, 1, PAYLOAD, 0),
                new Upkeep(churnPerSecond, false, Optional.empty(), List.of()),
                new Identities(0, true, SourceAddresses.parse("127.0.0.2-127.0.0." + (1 + SOURCES))));
        return Planner.plan(Scenario.ofLoad("bench", new Target.Sandbox(Map.of()), load), Segment.WHOLE)
                .load()
                .orElseThrow();
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    String write() {
        try {
            return JSON.writeValueAsString(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Job read(String text) throws IOException {
        return JSON.readValue(text, Job.class);
    }
}
