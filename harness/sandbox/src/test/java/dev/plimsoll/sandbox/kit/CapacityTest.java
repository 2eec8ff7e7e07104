package dev.plimsoll.sandbox.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.fault.Faults;
import dev.plimsoll.sandbox.kit.JoinOutcome.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The numbers that users report, at their full size and without a network. */
class CapacityTest {
    private final AtomicInteger ids = new AtomicInteger();
    private final Kit kit = new Kit(
            () -> SandboxConfigReader.documented().realtimeKit(),
            new Faults(List.of()),
            new VirtualClock(InstantSource.fixed(Instant.EPOCH)),
            () -> "id" + ids.incrementAndGet(),
            new Secret("token"),
            new Secret("a signing secret of at least thirty-two bytes"));
    private final KitApp app = kit.app(kit.appId()).orElseThrow();

    @Test
    void a_hundred_peers_fit_into_a_session_and_one_more_when_one_left() {
        Meeting meeting = meeting();
        String token = token(meeting);
        List<JoinOutcome> joins = IntStream.range(0, 101)
                .mapToObj(i -> kit.joins().join(app, meeting, token))
                .toList();

        assertThat(joins.subList(0, 100)).allMatch(JoinOutcome.Joined.class::isInstance);
        assertThat(joins.get(100)).isEqualTo(new JoinOutcome.Refused(Refusal.MAX_PARTICIPANTS));
        kit.joins().leave(meeting, ((JoinOutcome.Joined) joins.get(50)).peerId());
        assertThat(kit.joins().join(app, meeting, token)).isInstanceOf(JoinOutcome.Joined.class);
    }

    @Test
    void an_app_has_a_thousand_live_sessions_and_new_ones_when_those_ended() {
        List<Meeting> meetings =
                IntStream.range(0, 1001).mapToObj(i -> meeting()).toList();
        List<JoinOutcome> joins = meetings.stream()
                .map(meeting -> kit.joins().join(app, meeting, token(meeting)))
                .toList();

        assertThat(joins.subList(0, 1000)).allMatch(JoinOutcome.Joined.class::isInstance);
        assertThat(joins.get(1000)).isEqualTo(new JoinOutcome.Refused(Refusal.MAX_SESSIONS));
        kit.joins().leave(meetings.get(7), ((JoinOutcome.Joined) joins.get(7)).peerId());
        kit.advance(Duration.ofSeconds(60));
        assertThat(kit.joins().join(app, meetings.get(1000), token(meetings.get(1000))))
                .isInstanceOf(JoinOutcome.Joined.class);
    }

    private Meeting meeting() {
        Reply.Done created = (Reply.Done) kit.meetings().create(app, Views.object());
        return app.meeting(created.data().get("id").asText()).orElseThrow();
    }

    private String token(Meeting meeting) {
        Reply.Done added = (Reply.Done) kit.participants()
                .add(
                        app,
                        meeting.id(),
                        Views.object()
                                .put("custom_participant_id", "a")
                                .put("preset_name", "group_call_host")
                                .put("name", "a"));
        return added.data().get("token").asText();
    }
}
