package dev.plimsoll.sandbox.contract;

import static dev.plimsoll.sandbox.contract.Peer.publish;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Two well-behaved peers that talk all the time, on a thread of their own, while a test does its worst beside them: every
 * message must be acknowledged and arrive, in order, and none may take longer than a generous bound.
 */
final class CalmPair {
    private static final Duration GAP = Duration.ofMillis(20);
    /** A stall that people would notice; a busy machine of two cores stays far below. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final Peer speaker;
    private final Peer listener;
    private final String channel;
    private final CompletableFuture<Integer> exchanged = new CompletableFuture<>();
    private volatile boolean stopping;

    private CalmPair(Peer speaker, Peer listener, String channel) {
        this.speaker = speaker;
        this.listener = listener;
        this.channel = channel;
    }

    static CalmPair start(World world, String channel) throws Exception {
        CalmPair pair = new CalmPair(world.peer("calm-speaker"), world.peer("calm-listener"), channel);
        pair.listener.join(channel);
        new Thread(pair::talk, "calm-pair").start();
        return pair;
    }

    private void talk() {
        int count = 0;
        try {
            do {
                long sent = System.nanoTime();
                speaker.mustAck(publish(channel, count));
                assertThat(listener.await("message").path("data").asInt()).isEqualTo(count);
                assertThat(Duration.ofNanos(System.nanoTime() - sent))
                        .as("message " + count)
                        .isLessThan(LONGEST);
                count++;
                TimeUnit.NANOSECONDS.sleep(GAP.toNanos());
            } while (!stopping);
            exchanged.complete(count);
        } catch (InterruptedException | AssertionError e) {
            exchanged.completeExceptionally(e);
        }
    }

    void stopAndCheck() throws InterruptedException {
        stopping = true;
        try {
            assertThat(exchanged.get()).isPositive();
        } catch (ExecutionException e) {
            throw new AssertionError("the well-behaved pair was disturbed: " + e.getCause(), e.getCause());
        }
    }
}
