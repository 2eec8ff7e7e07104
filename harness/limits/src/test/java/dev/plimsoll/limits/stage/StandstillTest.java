package dev.plimsoll.limits.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StandstillTest {
    private final AtomicLong time = new AtomicLong();

    @Test
    void the_longest_is_told_however_long_ago_it_was() {
        try (Standstill standstill = Standstill.watch(time::get)) {
            for (int millis : new int[] {40, 2_050, 300, 50}) {
                time.addAndGet(Duration.ofMillis(millis).toNanos());
                standstill.woke();
            }

            assertThat(standstill.longestSinceLastCall()).isEqualTo(Duration.ofSeconds(2));
            assertThat(standstill.longestSinceLastCall()).isZero();
        }
    }

    @Test
    @Timeout(20)
    void its_own_thread_looks_at_the_clock_until_it_is_closed() throws Exception {
        CountDownLatch looks = new CountDownLatch(4);
        AtomicReference<Thread> looking = new AtomicReference<>();
        Thread tester = Thread.currentThread();
        LongSupplier clock = () -> {
            if (Thread.currentThread() != tester) {
                looking.set(Thread.currentThread());
            }
            looks.countDown();
            return time.get();
        };

        try (Standstill standstill = Standstill.watch(clock)) {
            looks.await();
            assertThat(standstill.longestSinceLastCall()).isZero();
        }
        looking.get().join();
    }
}
