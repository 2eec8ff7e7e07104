package dev.plimsoll.bench.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProducersTest {
    private static final int AT_LEAST = 400;

    @Test
    void every_sample_is_a_point_of_its_own_and_their_sum_is_known() throws Exception {
        ConcurrentLinkedQueue<Sample> seen = new ConcurrentLinkedQueue<>();
        CountDownLatch enough = new CountDownLatch(AT_LEAST);
        Producers producers = Producers.start(
                sample -> {
                    seen.add(sample);
                    enough.countDown();
                },
                8_000);
        assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
        producers.end();

        assertThat(producers.sent()).isEqualTo(seen.size());
        Map<String, List<Sample>> bySeries = seen.stream().collect(Collectors.groupingBy(Sample::pair));
        bySeries.values()
                .forEach(series ->
                        assertThat(series).extracting(Sample::epochNanos).doesNotHaveDuplicates());
        double sum = seen.stream()
                .mapToDouble(sample -> sample.plimsolls().fields().get("packets_sent"))
                .sum();
        assertThat(producers.packetsSent()).isEqualTo(sum);
        Slice slice = producers.slice();
        assertThat(slice.took().getTotalCount()).isEqualTo(seen.size());
        assertThat(slice.lag().getTotalCount()).isPositive();
        assertThat(producers.slice().took().getTotalCount()).isZero();
    }
}
