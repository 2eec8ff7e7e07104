package dev.plimsoll.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.pack.PackReader;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.limit.Spread;
import dev.plimsoll.model.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** Limits of the sandbox that a pack does not state, found by what is accepted. */
class LimitSearchIT {
    private static final String PACK = """
            id: found
            title: What is to be found
            service: signalling
            documents: { none: nothing }
            limits:
              - id: searched
                title: Searched for
                subject: anything
                reactions: [%s]
                source: { document: none, section: none, provenance: assumed }
                probe: %s
                parameters: { %s }
            """;

    private static PackReader.Loaded read(String reaction, String probe, String parameters) {
        return new PackReader(Probes.shipped()).parse("pack.yaml", PACK.formatted(reaction, probe, parameters));
    }

    private static Limit limit(String reaction, String probe, String parameters) {
        PackReader.Loaded loaded = read(reaction, probe, parameters);
        assertThat(loaded).isInstanceOf(PackReader.Loaded.Valid.class);
        return ((PackReader.Loaded.Valid) loaded).pack().limits().get(0);
    }

    @Test
    void the_length_of_a_request_id_is_found_to_the_character() {
        Limit limit = limit("{ error: malformed_message }", "size-boundary", """
                of: field, template: { type: subscribe, channel: "{run}/c", requestId: "{fill}" }, fillers: [ascii],
                search: { from: 4, to: 4000, unit: characters, rounds: 2 }""");
        try (PackAtSandbox place = PackAtSandbox.inAHurry("metered-realtime", "connectsPerIp: 1000")) {
            LimitVerdict verdict = place.probe(limit);

            assertThat(verdict.verdict()).as(verdict.observed()).isEqualTo(Verdict.PASS);
            assertThat(verdict.spread()).hasValue(new Spread(128, 128, 2));
            assertThat(verdict.observed()).contains("128 in 2 rounds", "error malformed_message");
        }
    }

    @Test
    void the_number_of_connections_is_found_and_none_is_left_open() {
        Limit limit = limit("{ close: 4010, welcomed: false }", "concurrent-boundary", """
                phases: [boundary], beyond: 1, search: { from: 2, to: 64, unit: connections, rounds: 2 }""");
        try (PackAtSandbox place =
                PackAtSandbox.inAHurry("metered-realtime", "connectsPerIp: 1000, maxConcurrentConnections: 11")) {
            LimitVerdict verdict = place.probe(limit);

            assertThat(verdict.verdict()).as(verdict.observed()).isEqualTo(Verdict.PASS);
            assertThat(verdict.spread()).hasValue(new Spread(11, 11, 2));
            assertThat(place.meter().census().open()).isZero();
        }
    }

    @Test
    void where_everything_is_accepted_no_limit_is_claimed() {
        Limit limit = limit("{ error: channel_limit_exceeded }", "count-boundary", """
                takes: { type: subscribe, channel: "{run}/{i}" }, frees: { type: unsubscribe, channel: "{run}/{i}" },
                search: { from: 2, to: 20, unit: channels, rounds: 1 }""");
        try (PackAtSandbox place = PackAtSandbox.inAHurry("metered-realtime", "connectsPerIp: 1000")) {
            LimitVerdict verdict = place.probe(limit);

            assertThat(verdict.verdict()).as(verdict.observed()).isEqualTo(Verdict.PASS);
            assertThat(verdict.observed()).contains("none up to 20 channels");
        }
    }

    @Test
    void a_search_that_is_wrong_is_told_before_anything_is_sent() {
        PackReader.Loaded loaded = read("{ close: 1009 }", "size-boundary", """
                of: frame, template: { type: publish, channel: c, data: "{fill}" },
                search: { from: 9, to: 3, unit: connections, round: 2 }""");

        assertThat(((PackReader.Loaded.Invalid) loaded).problems())
                .extracting(problem -> problem.path() + " " + problem.what())
                .anyMatch(text -> text.contains("search") && text.contains("from where to where"))
                .anyMatch(text -> text.contains("round") && text.contains("no field of a search"))
                .anyMatch(text -> text.contains("does not take connections"));
    }
}
