package dev.plimsoll.limits.probe.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.limits.probe.Outcomes;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Provenance;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.model.limit.Source;
import dev.plimsoll.signalling.probe.Ended;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReactionsTest {
    private static final Duration SOON = Duration.ofMillis(1);

    @Test
    void a_refusal_is_documented_if_status_and_identifier_are() {
        Limit limit = limit(new Reaction.HttpStatus(401, "invalid_token"));

        assertThat(Outcomes.isAsDocumented(http(401, "invalid_token"), "{}", limit))
                .isTrue();
        assertThat(Outcomes.isAsDocumented(http(401, ""), "<p>invalid_token</p>", limit))
                .isTrue();
        assertThat(Outcomes.isAsDocumented(http(401, "origin_not_allowed"), "origin_not_allowed", limit))
                .isFalse();
        assertThat(Outcomes.isAsDocumented(http(403, "invalid_token"), "invalid_token", limit))
                .isFalse();
    }

    @Test
    void a_status_without_an_identifier_takes_any_body() {
        assertThat(Outcomes.isAsDocumented(http(429, "x"), "", limit(new Reaction.HttpStatus(429, ""))))
                .isTrue();
    }

    @Test
    void a_close_counts_by_its_phase() {
        ConnectOutcome closed = new ConnectOutcome.RejectedByClose(SOON, 4002, "");
        Ended afterwards = new Ended(4002, "", true, true, 0, "");

        assertThat(Outcomes.isAsDocumented(closed, "", limit(new Reaction.Close(4002, false))))
                .isTrue();
        assertThat(Outcomes.isAsDocumented(closed, "", limit(new Reaction.Close(4002, true))))
                .isFalse();
        assertThat(Reactions.isDocumentedEnd(limit(new Reaction.Close(4002, true)), afterwards))
                .isTrue();
        assertThat(Reactions.isDocumentedEnd(limit(new Reaction.Close(4002, false)), afterwards))
                .isFalse();
        assertThat(Reactions.isDocumentedEnd(
                        limit(new Reaction.Close(4002, true)), new Ended(4002, "", false, true, 0, "")))
                .isFalse();
    }

    @Test
    void what_was_accepted_or_came_to_nothing_is_no_refusal() {
        Limit limit = limit(new Reaction.Close(4001, false), new Reaction.HttpStatus(401, ""));

        assertThat(Outcomes.isAsDocumented(new ConnectOutcome.Accepted(SOON, "a"), "", limit))
                .isFalse();
        assertThat(Outcomes.isAsDocumented(new ConnectOutcome.TimedOut(SOON, ConnectOutcome.Phase.WELCOME), "", limit))
                .isFalse();
    }

    @Test
    void a_used_up_address_stands_in_the_way_unless_it_is_the_subject() {
        assertThat(Outcomes.isBlocked(http(429, ""), limit(new Reaction.Close(4001, false))))
                .isTrue();
        assertThat(Outcomes.isBlocked(http(429, ""), limit(new Reaction.HttpStatus(429, ""))))
                .isFalse();
        assertThat(Outcomes.isBlocked(http(401, ""), limit(new Reaction.Close(4001, false))))
                .isFalse();
    }

    @Test
    void an_order_says_method_path_and_perhaps_a_body() {
        assertThat(Order.faults("/p", Map.of("method", "POST", "path", "/there", "body", Map.of("a", 1))))
                .isEmpty();
        assertThat(Order.faults("/p", Map.of("path", "/there"))).hasSize(1);
        assertThat(Order.faults("/p", Map.of("method", "post", "path", "there", "body", "x", "y", 1)))
                .hasSize(4)
                .allSatisfy(fault -> assertThat(fault.pointer()).isEqualTo("/p"));
    }

    @Test
    void what_was_seen_is_counted() {
        assertThat(Reactions.counted(List.of("close 4001", "accepted", "close 4001")))
                .isEqualTo("1 x accepted, 2 x close 4001");
    }

    private static ConnectOutcome http(int status, String errorCode) {
        return new ConnectOutcome.RejectedByHttp(SOON, status, errorCode);
    }

    private static Limit limit(Reaction... reactions) {
        return new Limit(
                "x",
                "x",
                "x",
                Optional.empty(),
                List.of(reactions),
                "",
                new Source("docs", "", Provenance.DOCUMENTED),
                List.of(),
                "connect-rejection",
                Map.of(),
                Map.of(),
                List.of());
    }
}
