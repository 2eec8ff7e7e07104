package dev.plimsoll.telemetry.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PointQueueTest {
    private static final int PRODUCERS = 8;
    private static final int EACH = 20_000;

    @Test
    void a_full_queue_takes_no_more_until_a_point_was_taken_out() {
        PointQueue queue = new PointQueue(4);
        for (int i = 0; i < 4; i++) {
            assertThat(queue.offer(point(0, i))).isTrue();
        }

        assertThat(queue.offer(point(0, 4))).isFalse();
        assertThat(queue.poll().epochNanos()).isZero();
        assertThat(queue.offer(point(0, 5))).isTrue();
        assertThat(queue.accepted()).isEqualTo(5);
        assertThat(queue.size()).isEqualTo(4);
    }

    @Test
    void what_eight_threads_hand_over_comes_out_once_and_in_the_order_of_each() throws InterruptedException {
        PointQueue queue = new PointQueue(1 << 10);
        AtomicLong refused = new AtomicLong();
        List<Thread> producers = new ArrayList<>();
        for (int producer = 0; producer < PRODUCERS; producer++) {
            int id = producer;
            producers.add(new Thread(() -> produce(queue, id, refused), "producer-" + id));
        }
        producers.forEach(Thread::start);
        long[] next = new long[PRODUCERS];
        for (int taken = 0; taken < PRODUCERS * EACH; ) {
            Point point = queue.poll();
            if (point != null) {
                int producer = Integer.parseInt(point.tags().get("source"));
                assertThat(point.epochNanos()).isEqualTo(next[producer]++);
                taken++;
            } else {
                Thread.onSpinWait();
            }
        }
        for (Thread producer : producers) {
            producer.join();
        }

        assertThat(queue.poll()).isNull();
        assertThat(queue.accepted()).isEqualTo((long) PRODUCERS * EACH);
    }

    private static void produce(PointQueue queue, int id, AtomicLong refused) {
        for (int i = 0; i < EACH; i++) {
            Point point = point(id, i);
            while (!queue.offer(point)) {
                refused.incrementAndGet();
                Thread.onSpinWait();
            }
        }
    }

    private static Point point(int producer, long time) {
        return Point.of(Measurement.WS_CONNECTIONS, time)
                .tag("source", Integer.toString(producer))
                .field("open", time)
                .build();
    }
}
