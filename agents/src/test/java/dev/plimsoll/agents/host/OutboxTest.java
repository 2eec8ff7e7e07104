package dev.plimsoll.agents.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.telemetry.point.Measurement;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final AgentEvent POINT =
            new AgentEvent.PointMeasured(Measurement.WEBRTC_PEER, Map.of(), Map.of(), 1);

    private final AtomicInteger deaf = new AtomicInteger();

    @Test
    void everything_told_is_sent_in_order() throws InterruptedException {
        List<AgentEvent> sent = new CopyOnWriteArrayList<>();
        Outbox outbox = new Outbox(sent::add, deaf::incrementAndGet).start();

        outbox.tell(new AgentEvent.Ready());
        outbox.tell(POINT);
        outbox.tell(new AgentEvent.AllEnded());
        outbox.drain();

        assertThat(sent).containsExactly(new AgentEvent.Ready(), POINT, new AgentEvent.AllEnded());
        assertThat(deaf).hasValue(0);
    }

    @Test
    void points_are_left_out_and_counted_when_the_run_is_slow_and_nothing_else_is() {
        Outbox notStarted = new Outbox(event -> {}, deaf::incrementAndGet);

        for (int i = 0; i < Outbox.MOST_POINTS_WAITING + 5; i++) {
            notStarted.tell(POINT);
        }
        notStarted.tell(new AgentEvent.PairEnded("p"));

        assertThat(notStarted.pointsDropped()).isEqualTo(5);
        assertThat(deaf).hasValue(0);
    }

    @Test
    void a_run_that_takes_nothing_is_given_up() {
        Outbox notStarted = new Outbox(event -> {}, deaf::incrementAndGet);

        for (int i = 0; i <= Outbox.MOST_WAITING; i++) {
            notStarted.tell(new AgentEvent.PairEnded("p"));
        }

        assertThat(deaf).hasValue(1);
    }

    @Test
    void a_run_that_is_gone_is_given_up() throws InterruptedException {
        CountDownLatch given = new CountDownLatch(1);
        Outbox outbox = new Outbox(
                        event -> {
                            throw new IOException("gone");
                        },
                        given::countDown)
                .start();

        outbox.tell(new AgentEvent.Ready());

        assertThat(given.await(5, TimeUnit.SECONDS)).isTrue();
    }
}
