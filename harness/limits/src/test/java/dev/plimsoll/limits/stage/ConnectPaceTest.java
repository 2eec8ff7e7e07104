package dev.plimsoll.limits.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.limits.facts.ConnectRate;
import dev.plimsoll.model.scenario.SourceAddresses;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConnectPaceTest {
    private static final SourceAddresses THREE = SourceAddresses.parse("127.0.0.2-127.0.0.4");

    private long now;

    @Property(tries = 100)
    void no_address_is_used_more_often_in_any_window_than_the_service_admits(
            @ForAll @IntRange(min = 1, max = 7) int connects, @ForAll @IntRange(min = 1, max = 60) int wanted)
            throws InterruptedException {
        ConnectPaceTest test = new ConnectPaceTest();
        ConnectPace pace = test.pace(connects, THREE);
        Map<Optional<InetAddress>, Deque<Long>> uses = new HashMap<>();
        for (int i = 0; i < wanted; i++) {
            Optional<InetAddress> address = pace.take();
            Deque<Long> of = uses.computeIfAbsent(address, fresh -> new ArrayDeque<>());
            of.removeIf(use -> test.now - use >= Duration.ofSeconds(10).toNanos());
            of.add(test.now);
            assertThat(of).hasSizeLessThanOrEqualTo(connects);
        }
        assertThat(Duration.ofNanos(test.now))
                .isLessThanOrEqualTo(new ConnectRate(connects, Duration.ofSeconds(10))
                        .timeFor(wanted, 3)
                        .plusSeconds(1));
    }

    @Test
    void many_at_one_moment_are_spread_over_the_addresses() throws InterruptedException {
        assertThat(pace(2, THREE).takeTogether(6))
                .hasSize(6)
                .hasSameElementsAs(THREE.addresses().stream().map(Optional::of).toList());
    }

    @Test
    void more_at_one_moment_than_the_addresses_permit_are_refused() {
        assertThatThrownBy(() -> pace(2, THREE).takeTogether(7)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void without_addresses_the_system_chooses() throws InterruptedException {
        assertThat(pace(1, SourceAddresses.ANY).take()).isEmpty();
    }

    private ConnectPace pace(int connects, SourceAddresses sources) {
        return new ConnectPace(
                new ConnectRate(connects, Duration.ofSeconds(10)),
                sources,
                () -> now,
                duration -> now += duration.toNanos());
    }
}
