package dev.plimsoll.cli.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.scenario.Identities;
import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Publishing;
import dev.plimsoll.model.scenario.Quantities;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.SourceAddresses;
import dev.plimsoll.model.scenario.Storm;
import dev.plimsoll.model.scenario.Upkeep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The part of a scenario that describes the signalling load, to records. */
final class LoadReader {
    private static final String HERE = "/signalling/";

    private final JsonNode node;
    private final Durations durations;
    private final Faults faults;

    LoadReader(JsonNode node, Durations durations, Faults faults) {
        this.node = node;
        this.durations = durations;
        this.faults = faults;
    }

    /** Reads the duration at a pointer. */
    interface Durations {
        Duration read(String pointer, String otherwise);
    }

    /** Hears of what is wrong. */
    interface Faults {
        void fault(String pointer, String what, String hint);
    }

    SignallingLoad read(int payloadBytes) {
        Profile profile = profile();
        return new SignallingLoad(
                connections(profile),
                node.path("channels").asInt(),
                profile,
                duration("hold"),
                new Publishing(
                        share("publishers"),
                        rate("publishRate", "1/s"),
                        node.path("burst").asInt(1),
                        payloadBytes,
                        rate("directs", "0/s")),
                new Upkeep(
                        rate("churn", "0/s"),
                        node.path("reconnect").asText().equals("sdk"),
                        node.has("tokenLife") ? Optional.of(duration("tokenLife")) : Optional.empty(),
                        storms()),
                new Identities(share("publishableKeys"), node.path("presence").asBoolean(true), sources()));
    }

    private int connections(Profile profile) {
        if (profile instanceof Profile.Arrivals arrivals) {
            if (node.has("connections")) {
                faults.fault(HERE + "connections", "stands beside arrivals", "leave it out: rate and stay say it");
            }
            return Math.max(1, arrivals.concurrency());
        }
        if (!node.has("connections")) {
            faults.fault(HERE + "connections", "is missing", "write how many stay open");
        }
        return node.path("connections").asInt();
    }

    private Profile profile() {
        List<String> given = new ArrayList<>(List.of("rampUp", "steps", "arrivals"));
        given.removeIf(name -> !node.has(name));
        if (given.isEmpty()) {
            faults.fault(HERE + "rampUp", "is missing", "write rampUp, steps or arrivals");
        } else if (given.size() > 1) {
            faults.fault(HERE + given.get(1), "stands beside " + given.get(0), "keep one of them");
        }
        if (node.has("spike") && !node.has("rampUp")) {
            faults.fault(HERE + "spike", "needs a rampUp to rise from", "write rampUp");
        }
        if (node.has("steps")) {
            return new Profile.Steps(Math.max(1, node.at("/steps/count").asInt(1)), duration("steps/each"));
        }
        if (node.has("arrivals")) {
            return new Profile.Arrivals(
                    Quantities.rate(node.at("/arrivals/rate").asText()).orElse(0.0), duration("arrivals/stay"));
        }
        return node.has("spike")
                ? new Profile.Spike(
                        duration("rampUp"),
                        node.at("/spike/extra").asInt(),
                        duration("spike/at"),
                        duration("spike/stay"))
                : new Profile.Ramp(duration("rampUp"));
    }

    private List<Storm> storms() {
        List<Storm> storms = new ArrayList<>();
        for (int i = 0; i < node.path("storms").size(); i++) {
            JsonNode storm = node.path("storms").get(i);
            Storm.Cause cause = cause(storm.path("cause").asText());
            double share = Quantities.share(storm.path("share").asText("1")).orElse(1.0);
            storms.add(new Storm(duration("storms/" + i + "/at"), share, cause));
        }
        return storms;
    }

    private static Storm.Cause cause(String name) {
        for (Storm.Cause cause : Storm.Cause.values()) {
            if (cause.name().toLowerCase(Locale.ROOT).equals(name)) {
                return cause;
            }
        }
        return Storm.Cause.CLIENT;
    }

    private SourceAddresses sources() {
        try {
            return SourceAddresses.parse(node.path("sourceAddresses").asText(""));
        } catch (IllegalArgumentException e) {
            faults.fault(HERE + "sourceAddresses", e.getMessage(), "write 127.0.0.2-127.0.0.40, or 127.0.1.0/24");
            return SourceAddresses.ANY;
        }
    }

    private Duration duration(String name) {
        return durations.read(HERE + name, "1s");
    }

    private double rate(String name, String otherwise) {
        return Quantities.rate(node.path(name).asText(otherwise)).orElse(0.0);
    }

    private double share(String name) {
        return Quantities.share(node.path(name).asText("0")).orElse(0.0);
    }
}
