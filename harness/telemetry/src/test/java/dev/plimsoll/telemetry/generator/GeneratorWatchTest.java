package dev.plimsoll.telemetry.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.result.GeneratorResult;
import dev.plimsoll.telemetry.point.Point;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GeneratorWatchTest {
    @Test
    void proc_stat_is_read_as_proc_5_describes_it() {
        CpuTimes times = CpuTimes.parse("cpu  10 0 5 70 5 0 0 10 3 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n")
                .orElseThrow();

        assertThat(times).isEqualTo(new CpuTimes(75, 10, 100));
        assertThat(CpuTimes.parse("intr 1 2")).isEmpty();
        assertThat(CpuTimes.parse("")).isEmpty();
    }

    @Test
    void resident_memory_is_read_in_kilobytes() {
        assertThat(LocalMachine.resident("Name: java\nVmRSS:\t  2048 kB\n")).hasValue(2048L * 1024);
        assertThat(LocalMachine.resident("Name: kthread\n")).isEmpty();
    }

    @Test
    void the_busiest_second_after_starting_up_counts() {
        FakeMachine machine = new FakeMachine();
        List<Point> points = new ArrayList<>();
        machine.idle(0);
        GeneratorWatch watch = new GeneratorWatch(machine, points::add);
        watch.watch("generator", 7);
        for (int idle : new int[] {1, 2, 3, 80, 40, 90}) {
            machine.idle(idle);
            watch.tick(1);
        }

        GeneratorResult result = watch.result(1.5, OptionalDouble.of(0.25));

        assertThat(result.cpuIdleMin()).isEqualTo(40);
        assertThat(result.gcPauseMaxMs()).isEqualTo(12);
        assertThat(result.scheduleLagP99Ms()).isEqualTo(1.5);
        assertThat(result.mediaLostPercent()).isEqualTo(0.25);
        assertThat(result.processes()).containsExactly(new GeneratorResult.ProcessUse("generator", 12, 1));
        assertThat(points).hasSize(12);
    }

    /** Each second has 100 ticks; a process takes two seconds in each, and took a hundred before anybody watched. */
    private static final class FakeMachine implements Machine {
        private final Deque<CpuTimes> times = new ArrayDeque<>();
        private long idle;
        private long total;
        private int asked;

        void idle(int percent) {
            idle += percent;
            total += 100;
            times.add(new CpuTimes(idle, 0, total));
        }

        @Override
        public Optional<CpuTimes> cpu() {
            return Optional.of(times.poll());
        }

        @Override
        public Duration longestPauseSinceLastCall() {
            return Duration.ofMillis(12);
        }

        @Override
        public long openFiles() {
            return 50;
        }

        @Override
        public Optional<Duration> cpuOf(long pid) {
            asked++;
            return Optional.of(Duration.ofSeconds(100 + 2L * asked));
        }

        @Override
        public OptionalLong residentBytesOf(long pid) {
            return OptionalLong.of(1_000_000);
        }
    }
}
