package dev.plimsoll.limits.turn.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** How packets are paced and counted, on a path whose time is counted and not waited for. */
class RelayFlowTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long MILLI = 1_000_000;

    private long now;

    @Test
    void every_packet_of_the_rate_is_sent_and_counted_where_it_arrives() {
        Flow flow = run(new Path(), 1_000);

        assertThat(flow.planned()).isEqualTo(1_000);
        assertThat(flow.sent()).isEqualTo(1_000);
        assertThat(flow.received()).isEqualTo(1_000);
        assertThat(flow.loss()).isZero();
        assertThat(flow.rate()).isBetween(990.0, 1_001.0);
    }

    @Test
    void packets_that_vanish_are_lost_and_those_that_could_not_leave_are_not() {
        Path path = new Path();
        path.vanishes = 4;
        path.stays = 10;
        Flow flow = run(path, 1_000);

        assertThat(flow.planned()).isEqualTo(1_000);
        assertThat(flow.sent()).isEqualTo(900);
        assertThat(flow.lost()).isEqualTo(200);
        assertThat(flow.loss()).isEqualTo(200 / 900.0);
    }

    @Test
    void a_packet_that_arrives_twice_hides_no_loss() {
        Path path = new Path();
        path.vanishes = 4;
        path.doubles = 3;
        Flow flow = run(path, 1_000);

        assertThat(flow.received()).isEqualTo(750);
        assertThat(flow.repeated()).isEqualTo(250);
    }

    @Test
    void what_others_send_is_not_counted() {
        Path path = new Path();
        path.arriving.add(new byte[100]);
        path.arriving.add(new byte[3]);
        path.vanishes = 1;

        assertThat(run(path, 1_000).received()).isZero();
    }

    @Test
    void a_sender_that_is_held_up_sends_fewer_and_tells_of_the_pause() {
        Path path = new Path();
        path.heldUpAt = 500;
        Flow flow = run(path, 1_000);

        assertThat(flow.longestPause()).isGreaterThanOrEqualTo(Duration.ofMillis(600));
        assertThat(flow.sent()).isLessThan(flow.planned());
        assertThat(flow.lost()).isZero();
    }

    @Test
    void a_flow_beyond_all_bounds_is_refused() {
        assertThatThrownBy(() -> run(new Path(), 20_000_000)).hasMessageContaining("too long");
        assertThatThrownBy(() -> new Lane(new Path(), 0, 100)).hasMessageContaining("no stream");
        assertThatThrownBy(() -> new Lane(new Path(), 1, 15)).hasMessageContaining("no stream");
    }

    private Flow run(Path path, double packetsPerSecond) {
        return new RelayFlow(() -> now)
                .run(List.of(new Lane(path, packetsPerSecond, 100)), SECOND, SECOND)
                .get(0);
    }

    /** Of every so many packets one meets its fate; 0 spares all. Looking in vain takes a millisecond. */
    private final class Path implements RelayPath {
        private final Queue<byte[]> arriving = new ArrayDeque<>();
        private int vanishes;
        private int stays;
        private int doubles;
        private int heldUpAt;
        private int count;

        @Override
        public boolean send(byte[] payload) {
            count++;
            if (count == heldUpAt) {
                now += 600 * MILLI;
            }
            if (hits(stays)) {
                return false;
            }
            if (!hits(vanishes)) {
                arriving.add(payload);
                if (hits(doubles)) {
                    arriving.add(payload);
                }
            }
            return true;
        }

        private boolean hits(int every) {
            return every > 0 && count % every == 0;
        }

        @Override
        public Optional<byte[]> receive(Duration atMost) {
            if (arriving.isEmpty()) {
                now += MILLI;
            }
            return Optional.ofNullable(arriving.poll());
        }
    }
}
