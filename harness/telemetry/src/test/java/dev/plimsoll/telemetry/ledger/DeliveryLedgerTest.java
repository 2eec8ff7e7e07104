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
    private static final Duration MARGIN = Duration.ofNanos(10);

    private final DeliveryLedger ledger = new DeliveryLedger(MARGIN);
    private final PublisherLog publisher = ledger.publisher("c", "p");
    private final SubscriberLog subscriber = ledger.subscriber("c", "s");

    @Test
    void what_was_published_while_the_subscriber_was_there_is_owed() {
        publisher.sent(90);
        subscriber.joined(100);
        subscriber.delivered("p", publisher.sent(110));
        publisher.sent(120);
        subscriber.left(200);

        assertThat(ledger.settle()).isEqualTo(new DeliveryTotals(2, 1, 0, 0, 0, 0));
        assertThat(ledger.settle().lost()).isEqualTo(1);
    }

    @Test
    void what_was_published_just_before_leaving_is_in_no_sum() {
        subscriber.joined(100);
        subscriber.delivered("p", publisher.sent(195));
        publisher.sent(196);
        subscriber.left(200);

        assertThat(ledger.settle()).isEqualTo(new DeliveryTotals(0, 0, 1, 0, 0, 0));
    }

    @Test
    void a_publisher_is_not_owed_its_own_publishes() {
        SubscriberLog own = ledger.subscriber("c", "p");
        own.joined(0);
        publisher.sent(100);

        assertThat(ledger.settle().expected()).isZero();
    }

    @Test
    void a_publish_that_the_service_refused_is_owed_to_nobody() {
        subscriber.joined(0);
        publisher.refused(publisher.sent(100));

        assertThat(ledger.settle().expected()).isZero();
    }

    @Test
    void a_subscriber_that_was_never_acknowledged_is_owed_nothing() {
        publisher.sent(100);

        assertThat(ledger.settle().expected()).isZero();
    }

    @Test
    void a_second_delivery_is_a_duplicate_and_an_overtaken_one_is_reordered() {
        subscriber.joined(0);
        int first = publisher.sent(100);
        int second = publisher.sent(101);

        assertThat(subscriber.delivered("p", second)).isEqualTo(Arrival.IN_ORDER);
        assertThat(subscriber.delivered("p", first)).isEqualTo(Arrival.REORDERED);
        assertThat(subscriber.delivered("p", first)).isEqualTo(Arrival.DUPLICATE);
        subscriber.misrouted();
        assertThat(ledger.settle()).isEqualTo(new DeliveryTotals(2, 2, 0, 1, 1, 1));
    }

    @Property
    void planted_losses_and_duplicates_are_found_to_the_exact_number(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int publishes) {
        Random random = new Random(seed);
        DeliveryLedger books = new DeliveryLedger(MARGIN);
        PublisherLog log = books.publisher("c", "p");
        List<SubscriberLog> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SubscriberLog one = books.subscriber("c", "s" + i);
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
                    one.delivered("p", sequence);
                }
                lost += copies == 0 ? 1 : 0;
                duplicated += copies == 2 ? 1 : 0;
            }
        }

        assertThat(books.settle().expected()).isEqualTo(3L * publishes);
        assertThat(books.settle().lost()).isEqualTo(lost);
        assertThat(books.settle().duplicates()).isEqualTo(duplicated);
    }
}
