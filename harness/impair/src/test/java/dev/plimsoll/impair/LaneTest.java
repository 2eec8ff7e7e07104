package dev.plimsoll.impair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plimsoll.model.impairment.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LaneTest {
    /** What is said of chance holds of nearly every sample: the same one each time, lest a run fail for nothing. */
    private static final String SAMPLE = "1";

    private static final long MILLI = 1_000_000L;
    private static final long GAP = 20 * MILLI;
    /** Also shows that a clock that is about to wrap does no harm. */
    private static final long START = Long.MAX_VALUE - 100 * GAP;

    @Property(tries = 60, seed = SAMPLE)
    void losses_come_in_their_share(@ForAll long seed, @ForAll @DoubleRange(max = 1) double loss) {
        int packets = 20_000;
        List<Fate> fates = fates(seed, Link.CLEAR.withLoss(loss), packets, 100);

        double share = (double) dropped(fates, Fate.Cause.LOSS) / packets;
        // Five standard deviations.
        assertThat(share).isCloseTo(loss, within(5 * Math.sqrt(loss * (1 - loss) / packets) + 1e-9));
    }

    @Property(tries = 40, seed = SAMPLE)
    void bursts_of_loss_keep_the_share_and_have_their_mean_length(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0.01, max = 0.3) double loss,
            @ForAll @DoubleRange(min = 2, max = 8) double burst) {
        int packets = 200_000;
        List<Fate> fates = fates(seed, Link.CLEAR.withLoss(loss).withLossBurst(burst), packets, 100);

        long lost = dropped(fates, Fate.Cause.LOSS);
        long bursts = IntStream.range(1, packets)
                .filter(i -> isLost(fates.get(i)) && !isLost(fates.get(i - 1)))
                .count();
        assertThat((double) lost / packets).isCloseTo(loss, within(0.25 * loss));
        assertThat((double) lost / bursts).isCloseTo(burst, within(0.2 * burst));
    }

    @Property(tries = 60)
    void delays_lie_within_the_jitter_and_nothing_overtakes(
            @ForAll long seed, @ForAll @IntRange(max = 300) int delayMs, @ForAll @IntRange(max = 100) int jitterMs) {
        Link link = Link.CLEAR.withDelay(Duration.ofMillis(delayMs), Duration.ofMillis(jitterMs));
        List<Fate> fates = fates(seed, link, 2_000, 100);

        long last = START;
        for (int i = 0; i < fates.size(); i++) {
            Fate.Sent sent = (Fate.Sent) fates.get(i);
            long delay = sent.dueNanos() - (START + i * GAP);
            assertThat(delay).isBetween((long) Math.max(0, delayMs - jitterMs) * MILLI, (delayMs + jitterMs) * MILLI);
            assertThat(sent.dueNanos() - last).isNotNegative();
            last = sent.dueNanos();
        }
    }

    @Test
    void jitter_is_spread_evenly_around_the_delay_where_packets_are_far_enough_apart() {
        List<Fate> fates = fates(7, Link.CLEAR.withDelay(Duration.ofMillis(50), Duration.ofMillis(10)), 20_000, 100);

        double mean = IntStream.range(0, fates.size())
                .mapToLong(i -> ((Fate.Sent) fates.get(i)).dueNanos() - (START + i * GAP))
                .average()
                .orElseThrow();
        assertThat(mean / MILLI).isCloseTo(50, within(0.2));
    }

    @Property(tries = 40, seed = SAMPLE)
    void the_packets_picked_for_reordering_arrive_behind_later_ones_and_no_others_do(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.01, max = 0.3) double share) {
        int packets = 20_000;
        List<Fate> fates = fates(seed, Link.CLEAR.withReorder(share, Duration.ofMillis(50)), packets, 100);

        long picked =
                fates.stream().filter(fate -> ((Fate.Sent) fate).reordered()).count();
        assertThat((double) picked / packets).isCloseTo(share, within(5 * Math.sqrt(share * (1 - share) / packets)));
        for (int i = 0; i + 3 < packets; i++) {
            Fate.Sent sent = (Fate.Sent) fates.get(i);
            boolean overtaken = IntStream.rangeClosed(i + 1, i + 2)
                    .mapToObj(later -> (Fate.Sent) fates.get(later))
                    .anyMatch(later -> !later.reordered() && later.dueNanos() - sent.dueNanos() < 0);
            boolean someoneLeftToOvertake =
                    !((Fate.Sent) fates.get(i + 1)).reordered() || !((Fate.Sent) fates.get(i + 2)).reordered();
            assertThat(overtaken).isEqualTo(sent.reordered() && someoneLeftToOvertake);
        }
    }

    @Property(tries = 60)
    void a_bound_on_the_rate_is_kept_but_for_the_bucket(
            @ForAll @IntRange(min = 64_000, max = 10_000_000) int bitsPerSecond,
            @ForAll @IntRange(min = 40, max = 1_400) int bytes) {
        Lane lane = lane(1, Link.CLEAR.withRate(bitsPerSecond, Duration.ofSeconds(2)));
        List<Long> dues = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            if (lane.datagram(START, bytes) instanceof Fate.Sent sent) {
                dues.add(sent.dueNanos());
            }
        }

        double seconds = (dues.get(dues.size() - 1) - START) / 1e9;
        double bits = 8.0 * bytes * dues.size();
        // Nanoseconds are whole.
        assertThat(bits).isLessThanOrEqualTo(1.0001 * (seconds * bitsPerSecond + 8 * 3_000));
        assertThat(bits).isGreaterThanOrEqualTo(0.9999 * seconds * bitsPerSecond);
        assertThat(seconds).isLessThanOrEqualTo(2.0);
    }

    @Test
    void what_would_wait_longer_than_the_queue_is_dropped_and_counted_as_such() {
        Lane lane = lane(1, Link.CLEAR.withRate(80_000, Duration.ofMillis(100)));
        List<Fate> fates = IntStream.range(0, 100)
                .mapToObj(i -> lane.datagram(START, 1_000))
                .toList();

        // The bucket's three packets at once, and one of 100 ms that waits.
        assertThat(fates.stream().filter(Fate.Sent.class::isInstance)).hasSize(4);
        assertThat(dropped(fates, Fate.Cause.OVERFLOW)).isEqualTo(96);
    }

    @Test
    void a_blackhole_swallows_everything_and_what_follows_passes() {
        Lane lane = lane(1, Link.CLEAR.withBlackhole(true));
        assertThat(lane.datagram(START, 10)).isEqualTo(new Fate.Dropped(Fate.Cause.BLACKHOLE));

        lane.use(Link.CLEAR);
        assertThat(lane.datagram(START, 10)).isEqualTo(new Fate.Sent(START, false));
    }

    @Test
    void a_shorter_delay_does_not_let_later_packets_overtake() {
        Lane lane = lane(1, Link.CLEAR.withDelay(Duration.ofMillis(100), Duration.ZERO));
        lane.datagram(START, 10);
        lane.use(Link.CLEAR);

        assertThat(lane.datagram(START + MILLI, 10)).isEqualTo(new Fate.Sent(START + 100 * MILLI, false));
    }

    @Property(tries = 40, seed = SAMPLE)
    void of_a_stream_nothing_is_lost_or_overtaken_but_losses_make_it_late(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.01, max = 0.5) double loss) {
        Lane lane = lane(seed, Link.CLEAR.withLoss(loss).withReorder(0.5, Duration.ofMillis(50)));
        long last = START;
        int late = 0;
        for (int i = 0; i < 5_000; i++) {
            // So far apart that no loss delays its neighbour.
            long now = START + i * (300 * MILLI);
            long due = lane.segment(now, 1_000);
            assertThat(due - last).isNotNegative();
            assertThat(due - now).isIn(0L, Lane.RETRANSMISSION_NANOS);
            late += due == now ? 0 : 1;
            last = due;
        }
        assertThat(late / 5_000.0).isCloseTo(loss, within(5 * Math.sqrt(loss * (1 - loss) / 5_000)));
    }

    @Test
    void the_same_seed_makes_the_same_fates() {
        Link link = Link.CLEAR
                .withLoss(0.1)
                .withDelay(Duration.ofMillis(30), Duration.ofMillis(9))
                .withReorder(0.05, Duration.ofMillis(50));

        assertThat(fates(42, link, 500, 100)).isEqualTo(fates(42, link, 500, 100));
        assertThat(fates(42, link, 500, 100)).isNotEqualTo(fates(43, link, 500, 100));
    }

    private static List<Fate> fates(long seed, Link link, int packets, int bytes) {
        Lane lane = lane(seed, link);
        return IntStream.range(0, packets)
                .mapToObj(i -> lane.datagram(START + i * GAP, bytes))
                .toList();
    }

    private static Lane lane(long seed, Link link) {
        Lane lane = new Lane(new SplittableRandom(seed), START);
        lane.use(link);
        return lane;
    }

    private static long dropped(List<Fate> fates, Fate.Cause cause) {
        return fates.stream().filter(new Fate.Dropped(cause)::equals).count();
    }

    private static boolean isLost(Fate fate) {
        return fate instanceof Fate.Dropped;
    }
}
