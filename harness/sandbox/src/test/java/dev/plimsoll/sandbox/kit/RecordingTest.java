package dev.plimsoll.sandbox.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private final Session session = new Session(
            "s",
            new Meeting("m", Views.object(), at(0)),
            new Session.Terms(Duration.ofSeconds(60), Duration.ofHours(24)),
            at(0));
    private final Peer peer = new Peer("p", participant(), at(0));
    private final Recording recording = recording(Optional.of(Duration.ofSeconds(100)));

    RecordingTest() {
        session.join(peer, at(0));
    }

    @Test
    void the_state_follows_from_the_time_alone() {
        assertThat(List.of(0, 2, 3, 102, 103, 104, 105, 9999))
                .extracting(second -> recording.state(at(second)))
                .containsExactly(
                        Recording.State.INVOKED,
                        Recording.State.INVOKED,
                        Recording.State.RECORDING,
                        Recording.State.RECORDING,
                        Recording.State.UPLOADING,
                        Recording.State.UPLOADING,
                        Recording.State.UPLOADED,
                        Recording.State.UPLOADED);
        assertThat(recording.stopReason()).isEqualTo(Recording.StopReason.UNNAMED);
        assertThat(recording.length(at(9999))).hasSeconds(100);
    }

    @Test
    void the_end_of_the_session_stops_it_and_a_return_in_time_does_not() {
        session.leave(List.of(peer), at(10));
        assertThat(recording.stoppedAt(at(70))).hasValue(at(70));
        assertThat(recording.stopReason()).isEqualTo(Recording.StopReason.ALL_PEERS_LEFT);

        session.join(new Peer("q", participant(), at(69)), at(69));
        assertThat(recording.state(at(71))).isEqualTo(Recording.State.RECORDING);
    }

    @Test
    void pauses_are_not_in_the_file_even_if_it_was_stopped_in_one() {
        recording.pause(at(10));
        recording.resume(at(20));
        recording.pause(at(30));
        recording.stop(at(50));

        assertThat(recording.length(at(60))).hasSeconds(17);
        assertThat(recording.stopReason()).isEqualTo(Recording.StopReason.API_CALL);
    }

    @Test
    void one_that_is_stopped_before_its_first_second_is_empty() {
        recording.stop(at(2));

        assertThat(recording.state(at(2))).isEqualTo(Recording.State.UPLOADING);
        assertThat(recording.startedAt(at(10))).isEmpty();
        assertThat(recording.length(at(10))).isZero();
    }

    @Test
    void one_without_end_goes_on_with_the_session() {
        Recording endless = recording(Optional.empty());

        assertThat(endless.state(at(86_399))).isEqualTo(Recording.State.RECORDING);
        assertThat(endless.stoppedAt(at(86_400))).hasValue(at(86_400));
    }

    private Recording recording(Optional<Duration> longest) {
        return new Recording(
                "r",
                session,
                new Recording.Terms(
                        Recording.StartReason.API_CALL,
                        "f.mp4",
                        longest,
                        true,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(2),
                        Duration.ofDays(7)),
                at(0));
    }

    private static Participant participant() {
        Preset preset = new Preset("x", StockPresets.all().get(0), at(0));
        return new Participant(
                "a", "a", new Participant.Profile(Optional.of("a"), Optional.empty(), preset), new Secret("t"), at(0));
    }

    private static Instant at(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }
}
