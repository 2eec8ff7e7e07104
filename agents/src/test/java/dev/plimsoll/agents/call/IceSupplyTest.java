package dev.plimsoll.agents.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.control.CallSettings;
import dev.plimsoll.agents.control.Incident;
import dev.plimsoll.agents.stats.PeerStats;
import dev.plimsoll.agents.stats.PeerTimeline;
import dev.plimsoll.agents.turn.IceChoice;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.TurnPath;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.ice.IceServer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class IceSupplyTest {
    private final Deque<CompletableFuture<IceLease>> asked = new ArrayDeque<>();
    private final FakeLeg leg = new FakeLeg();
    private final List<String> failures = new ArrayList<>();
    private final VirtualTimers timers = new VirtualTimers();
    private final IceSupply supply =
            new IceSupply("p", new IceChoice(TurnPath.ALL, false), surroundings(), timers, leg, new FakeEnd());

    @Test
    void servers_that_were_replaced_while_they_were_on_their_way_are_not_used() {
        supply.begin();
        supply.renew();
        asked.remove().complete(lease("old"));
        asked.remove().complete(lease("new"));

        assertThat(leg.granted).containsExactly("new");
        assertThat(asked).isEmpty();
    }

    @Test
    void servers_that_are_in_use_are_renewed_at_once() {
        supply.begin();
        asked.remove().complete(lease("old"));
        supply.renew();
        timers.pass(Duration.ZERO);
        asked.remove().complete(lease("new"));

        assertThat(leg.granted).containsExactly("old");
        assertThat(leg.renewed).containsExactly("new");
    }

    @Test
    void a_refusal_of_the_first_servers_ends_the_call() {
        supply.begin();
        asked.remove().completeExceptionally(new IllegalStateException("no"));

        assertThat(failures).containsExactly("no-credentials no");
    }

    private static IceLease lease(String user) {
        return IceLease.unlimited(
                List.of(new IceServer(List.of("turn:h:3478"), Optional.of(user), Optional.of(new Secret("s")))));
    }

    private Surroundings surroundings() {
        Surroundings.Supplies supplies = new Surroundings.Supplies() {
            @Override
            public CompletableFuture<Endpoint.Presented> present(String peerId) {
                throw new AssertionError("nobody connects");
            }

            @Override
            public CompletableFuture<IceLease> ice(String peerId) {
                asked.add(new CompletableFuture<>());
                return asked.getLast();
            }
        };
        CallSettings settings = new CallSettings(0, false, 1_000, true, true, true, false);
        return new Surroundings(settings, null, null, null, supplies, null, null, null, null);
    }

    /** Notes the users that it is given. */
    private static final class FakeLeg implements IceSupply.Served {
        private final PeerTimeline timeline = new PeerTimeline();
        private final List<String> granted = new ArrayList<>();
        private final List<String> renewed = new ArrayList<>();

        @Override
        public PeerTimeline timeline() {
            return timeline;
        }

        @Override
        public boolean hasServers() {
            return !granted.isEmpty();
        }

        @Override
        public void granted(IceLease lease) {
            granted.add(user(lease));
        }

        @Override
        public boolean renew(IceLease lease) {
            renewed.add(user(lease));
            return true;
        }

        @Override
        public void stats(Consumer<PeerStats> then) {
            then.accept(PeerStats.read(Map.of()));
        }

        private static String user(IceLease lease) {
            return lease.servers().get(0).username().orElseThrow();
        }
    }

    private final class FakeEnd implements IceSupply.Owner {
        @Override
        public void guard(Runnable work) {
            work.run();
        }

        @Override
        public void incident(Incident what, String detail, long tookNanos) {
            // Of no interest here.
        }

        @Override
        public void failed(String reason, String detail) {
            failures.add(reason + " " + detail);
        }
    }
}
