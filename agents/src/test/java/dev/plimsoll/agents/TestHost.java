package dev.plimsoll.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.agents.control.AgentEvent;
import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.model.plan.PlannedPair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** An agent host whose every event is kept. */
final class TestHost implements AutoCloseable {
    private final List<AgentEvent> events = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private AgentHost host;
    private long placedNanos;

    private TestHost() {}

    static TestHost start(Path folder, TestPlace place) {
        return start(folder, place, place.withTokens());
    }

    static TestHost start(Path folder, TestPlace place, Supplies supplies) {
        return start(folder, place.begin(), supplies);
    }

    static TestHost start(Path folder, AgentOrder.Begin begin, Supplies supplies) {
        TestHost test = new TestHost();
        test.host = AgentHost.start(folder.resolve("agents.log"), begin, supplies, test::heard);
        return test;
    }

    private synchronized void heard(AgentEvent event) {
        events.add(event);
        times.add(System.nanoTime());
        notifyAll();
    }

    AgentHost host() {
        return host;
    }

    TestHost place(List<PlannedPair> pairs, Duration duration) {
        return placeOrders(
                pairs.stream().map(pair -> TestPlace.order(pair, duration)).toList());
    }

    TestHost placeOrders(List<AgentOrder.Pair> pairs) {
        placedNanos = System.nanoTime();
        host.order(new AgentOrder.Place(pairs));
        return this;
    }

    <T extends AgentEvent> T await(Class<T> type, Duration patience) throws InterruptedException {
        return await(type, event -> true, patience);
    }

    <T extends AgentEvent> T await(Class<T> type, Predicate<T> wanted, Duration patience) throws InterruptedException {
        return awaitAfter(0, type, wanted, patience);
    }

    /** @param from how many of {@link #events} do not count */
    synchronized <T extends AgentEvent> T awaitAfter(int from, Class<T> type, Predicate<T> wanted, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            for (AgentEvent event : events.subList(from, events.size())) {
                if (type.isInstance(event) && wanted.test(type.cast(event))) {
                    return type.cast(event);
                }
            }
            long left = deadline - System.nanoTime();
            assertThat(left)
                    .as(() -> type.getSimpleName() + " did not come; " + notable())
                    .isPositive();
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Takes no more calls and waits for the end of those that are there. */
    TestHost awaitEnd(Duration patience) throws Exception {
        host.retire();
        host.ended().get(patience.toSeconds(), TimeUnit.SECONDS);
        return this;
    }

    synchronized List<AgentEvent> events() {
        return List.copyOf(events);
    }

    /** Of calls; a host tells its vitals at any time. */
    List<AgentEvent> callEvents() {
        return events().stream()
                .filter(event -> !(event instanceof AgentEvent.HostVitals))
                .toList();
    }

    synchronized double secondsTo(AgentEvent event) {
        return (times.get(events.indexOf(event)) - placedNanos) / 1e9;
    }

    AgentAccount account(List<PlannedPair> pairs) {
        AgentAccount account = new AgentAccount(pairs);
        for (AgentEvent event : events()) {
            account.accept(event, 0);
            if (event instanceof AgentEvent.HostLost loss) {
                account.lost(pairs.stream().map(PlannedPair::id).toList(), loss);
            }
        }
        return account;
    }

    private List<AgentEvent> notable() {
        return events.stream()
                .filter(event -> !(event instanceof AgentEvent.PointMeasured || event instanceof AgentEvent.HostVitals))
                .toList();
    }

    @Override
    public void close() {
        host.close();
    }
}
