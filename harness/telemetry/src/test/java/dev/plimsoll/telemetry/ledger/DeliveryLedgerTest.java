package dev.plimsoll.telemetry.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeliveryLedgerTest {
    private static final long LATE = 1_000;
    private static final Patience PATIENCE = new Patience(Duration.ofNanos(10), Duration.ofNanos(LATE));
    /** By then, everything of the first times is settled. */
    private static final long LONG_AFTER = 100 * LATE;

    private final DeliveryLedger ledger = new DeliveryLedger(PATIENCE);
    private final PublisherLog publisher = ledger.publisher("c", "p");
    private final SubscriberLog subscriber = ledger.subscriber("c", "s", 0);

    @Test
    void what_was_published_while_the_subscriber_was_there_is_owed() {
        publisher.sent(90);
        subscriber.joined(100);
        subscriber.delivered("p", acked(publisher.sent(110), 115), 5);
        acked(publisher.sent(120), 125);
        subscriber.left(200);

        assertThat(ledger.totals()).isEqualTo(new DeliveryTotals(2, 1, 0, 0, 0, 0, 0));
        assertThat(ledger.totals().lost()).isEqualTo(1);
    }

    @Test
    void what_was_published_just_before_leaving_is_in_no_sum() {
        subscriber.joined(100);
        subscriber.delivered("p", publisher.sent(195), 5);
        publisher.sent(196);
        subscriber.left(200);

        assertThat(ledger.totals()).isEqualTo(new DeliveryTotals(0, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void what_the_service_took_just_before_leaving_is_in_no_sum_although_it_was_published_long_before() {
        subscriber.joined(0);
        acked(publisher.sent(100), 150);
        acked(publisher.sent(101), 195);
        acked(publisher.sent(102), 196);
        subscriber.left(200);

        assertThat(ledger.totals().expected()).isEqualTo(1);
    }

    @Test
    void what_the_service_refused_before_leaving_hides_nothing_that_it_took() {
        subscriber.joined(0);
        publisher.refused(publisher.sent(100));
        acked(publisher.sent(101), 110);
        subscriber.left(200);

        assertThat(ledger.totals().expected()).isEqualTo(1);
    }

    @Test
    void what_the_service_did_not_acknowledge_for_long_is_owed_to_who_left_too() {
        subscriber.joined(0);
        publisher.sent(100);
        subscriber.left(100 + LATE + 1);

        assertThat(ledger.totals().lost()).isEqualTo(1);
    }

    private int acked(int sequence, long nanos) {
        publisher.acked(sequence, nanos);
        return sequence;
    }

    @Test
    void a_publisher_is_not_owed_its_own_publishes() {
        SubscriberLog own = ledger.subscriber("c", "p", 0);
        own.joined(0);
        publisher.sent(100);

        assertThat(ledger.totals().expected()).isZero();
    }

    @Test
    void a_publish_that_the_service_refused_is_owed_to_nobody() {
        subscriber.joined(0);
        publisher.refused(publisher.sent(100));

        assertThat(ledger.totals().expected()).isZero();
    }

    @Test
    void a_subscriber_that_was_never_acknowledged_is_owed_nothing() {
        publisher.sent(100);

        assertThat(ledger.totals().expected()).isZero();
    }

    @Test
    void a_second_delivery_is_a_duplicate_and_an_overtaken_one_is_reordered() {
        subscriber.joined(0);
        int first = publisher.sent(100);
        int second = publisher.sent(101);

        assertThat(subscriber.delivered("p", second, 5)).isEqualTo(Arrival.IN_ORDER);
        assertThat(subscriber.delivered("p", first, 5)).isEqualTo(Arrival.REORDERED);
        assertThat(subscriber.delivered("p", first, 5)).isEqualTo(Arrival.DUPLICATE);
        subscriber.misrouted();
        assertThat(ledger.totals()).isEqualTo(new DeliveryTotals(2, 2, 0, 0, 1, 1, 1));
    }

    @Property
    void planted_losses_and_duplicates_are_found_to_the_exact_number(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int publishes) {
        Random random = new Random(seed);
        DeliveryLedger books = new DeliveryLedger(PATIENCE);
        PublisherLog log = books.publisher("c", "p");
        List<SubscriberLog> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SubscriberLog one = books.subscriber("c", "s" + i, 0);
            one.joined(0);
            all.add(one);
        }
        long lost = 0;
        long duplicated = 0;
        for (int i = 0; i < publishes; i++) {
            int sequence = log.sent(100 + i);
            for (SubscriberLog one : all) {
                int copies = random.nextInt(10) == 0 ? 0 : random.nextInt(10) == 0 ? 2 : 1;
                for (int copy = 0; copy < copies; copy++) {
                    one.delivered("p", sequence, 5);
                }
                lost += copies == 0 ? 1 : 0;
                duplicated += copies == 2 ? 1 : 0;
            }
        }

        assertThat(books.totals().expected()).isEqualTo(3L * publishes);
        assertThat(books.totals().lost()).isEqualTo(lost);
        assertThat(books.totals().duplicates()).isEqualTo(duplicated);
    }

    @Test
    void a_delivery_that_took_longer_than_the_patience_is_late_and_delivered() {
        subscriber.joined(0);

        assertThat(subscriber.delivered("p", publisher.sent(100), LATE + 1)).isEqualTo(Arrival.LATE);
        assertThat(ledger.totals()).isEqualTo(new DeliveryTotals(1, 1, 0, 1, 0, 0, 0));
    }

    @Test
    void what_comes_after_its_account_was_settled_is_no_longer_lost_but_late() {
        subscriber.joined(0);
        int first = publisher.sent(100);
        int second = publisher.sent(101);
        subscriber.delivered("p", second, 5);
        subscriber.settle(LONG_AFTER);
        assertThat(ledger.totals().lost()).isEqualTo(1);

        assertThat(subscriber.delivered("p", first, LONG_AFTER)).isEqualTo(Arrival.LATE);
        assertThat(subscriber.delivered("p", first, LONG_AFTER)).isEqualTo(Arrival.DUPLICATE);
        assertThat(subscriber.delivered("p", second, LONG_AFTER)).isEqualTo(Arrival.DUPLICATE);
        assertThat(ledger.totals()).isEqualTo(new DeliveryTotals(2, 2, 0, 1, 2, 0, 0));
    }

    @Test
    void what_nobody_published_is_misrouted_however_large_its_number() {
        subscriber.joined(0);
        publisher.sent(100);

        assertThat(subscriber.delivered("p", Integer.MAX_VALUE, 5)).isEqualTo(Arrival.MISROUTED);
        assertThat(subscriber.delivered("p", -1, 5)).isEqualTo(Arrival.MISROUTED);
        assertThat(subscriber.delivered("stranger", 0, 5)).isEqualTo(Arrival.MISROUTED);
        assertThat(ledger.totals().misrouted()).isEqualTo(3);
    }

    @Test
    void trouble_is_told_by_channel() {
        SubscriberLog elsewhere = ledger.subscriber("quiet", "s", 0);
        elsewhere.joined(0);
        subscriber.joined(0);
        publisher.sent(100);

        assertThat(ledger.troubled()).containsOnlyKeys("c");
        assertThat(ledger.troubled().get("c").lost()).isEqualTo(1);
    }

    @Test
    void accounts_of_those_who_left_are_closed_and_their_sums_stay() {
        subscriber.joined(0);
        subscriber.delivered("p", acked(publisher.sent(100), 105), 5);
        subscriber.left(200);
        publisher.left(200);
        assertThat(subscriber.settle(300)).isFalse();
        assertThat(publisher.settle(300)).isFalse();

        assertThat(subscriber.settle(LONG_AFTER)).isTrue();
        assertThat(publisher.settle(LONG_AFTER)).isTrue();

        assertThat(ledger.totals()).isEqualTo(new DeliveryTotals(1, 1, 0, 0, 0, 0, 0));
        assertThat(ledger.channels()).isZero();
    }

    @Test
    void a_publisher_that_left_is_kept_until_everybody_has_settled_what_it_sent() {
        subscriber.joined(0);
        publisher.sent(100);
        publisher.left(200);

        assertThat(publisher.settle(LONG_AFTER)).isFalse();
        subscriber.settle(LONG_AFTER);
        assertThat(publisher.settle(LONG_AFTER)).isTrue();
        assertThat(ledger.totals().lost()).isEqualTo(1);
    }

    @Property
    void settling_now_and_then_changes_no_sum(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 2_000) int publishes) {
        DeliveryLedger settled = new DeliveryLedger(PATIENCE);
        DeliveryLedger untouched = new DeliveryLedger(PATIENCE);
        live(settled, seed, publishes, true);
        live(untouched, seed, publishes, false);

        assertThat(settled.totals()).isEqualTo(untouched.totals());
        assertThat(settled.troubled()).isEqualTo(untouched.troubled());
    }

    /** Publishes at uneven times to somebody who joins and leaves in the middle; what is lost or doubled is up to chance. */
    private static void live(DeliveryLedger books, long seed, int publishes, boolean settles) {
        Random random = new Random(seed);
        PublisherLog publisher = books.publisher("c", "p");
        SubscriberLog subscriber = books.subscriber("c", "s", 0);
        boolean subscriberOver = false;
        boolean publisherOver = false;
        long now = 0;
        int joinsAt = random.nextInt(publishes);
        int leavesAt = joinsAt + random.nextInt(publishes);
        for (int i = 0; i < publishes; i++) {
            now += random.nextInt((int) LATE / 4);
            if (i == joinsAt) {
                subscriber.joined(now);
            } else if (i == leavesAt) {
                subscriber.left(now);
            }
            int sequence = publisher.sent(now);
            for (int copies = random.nextInt(20) % 3; copies > 0 && i < leavesAt; copies--) {
                subscriber.delivered("p", sequence - random.nextInt(Math.min(3, sequence + 1)), 5);
            }
            if (random.nextInt(50) == 0) {
                publisher.refused(sequence);
            } else if (random.nextInt(50) > 0) {
                publisher.acked(sequence, now + random.nextInt(20));
            }
            if (random.nextInt(10) == 0 && settles) {
                subscriberOver = subscriberOver || subscriber.settle(now);
                publisherOver = publisherOver || publisher.settle(now);
            }
        }
    }
}
