package dev.plimsoll.limits.stage;

import dev.plimsoll.limits.facts.ConnectRate;
import dev.plimsoll.model.scenario.SourceAddresses;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Gives out source addresses for connects, each no more often than the service admits, and waits when all are used up. One
 * pace serves all limits of a run, for the service counts over them too. For one thread.
 */
public final class ConnectPace {
    private final ConnectRate rate;
    private final LongSupplier nanoClock;
    private final Pause pause;
    private final List<Lane> lanes;
    private final IntConsumer before;

    private ConnectPace(ConnectPace shared, IntConsumer before) {
        this.rate = shared.rate;
        this.nanoClock = shared.nanoClock;
        this.pause = shared.pause;
        this.lanes = shared.lanes;
        this.before = before;
    }

    public ConnectPace(ConnectRate rate, SourceAddresses sources, LongSupplier nanoClock, Pause pause) {
        this.rate = rate;
        this.nanoClock = nanoClock;
        this.pause = pause;
        this.lanes = new ArrayList<>();
        this.before = connects -> {};
        sources.addresses().forEach(address -> lanes.add(new Lane(Optional.of(address), new ArrayDeque<>())));
        if (lanes.isEmpty()) {
            lanes.add(new Lane(Optional.empty(), new ArrayDeque<>()));
        }
    }

    /** One source address and when it was used last. */
    private record Lane(Optional<InetAddress> address, Deque<Long> uses) {}

    /** The same pace for one who hears of connects before they are made. */
    ConnectPace heardBy(IntConsumer listener) {
        return new ConnectPace(this, listener);
    }

    /** How many connects are possible at one moment, after none for a window. */
    public long mostAtOnce() {
        return (long) rate.connects() * lanes.size();
    }

    /** The address of the next connect, empty for the system's choice; waits until one may be made. */
    public Optional<InetAddress> take() throws InterruptedException {
        return takeTogether(1).get(0);
    }

    /**
     * Addresses for connects at one moment; waits until as many may be made.
     *
     * @throws IllegalArgumentException if there are more than {@link #mostAtOnce}
     */
    public List<Optional<InetAddress>> takeTogether(int connects) throws InterruptedException {
        if (connects > mostAtOnce()) {
            throw new IllegalArgumentException(connects + " connects at once, " + mostAtOnce() + " at most");
        }
        before.accept(connects);
        pause.pause(Duration.ZERO);
        long now = nanoClock.getAsLong();
        while (free(now) < connects) {
            pause.pause(Duration.ofNanos(Math.max(1_000_000, untilNextIsFree(now))));
            now = nanoClock.getAsLong();
        }
        List<Optional<InetAddress>> taken = new ArrayList<>();
        while (taken.size() < connects) {
            Lane lane = leastUsed();
            lane.uses().add(now);
            taken.add(lane.address());
        }
        return taken;
    }

    private long free(long now) {
        long free = 0;
        for (Lane lane : lanes) {
            while (!lane.uses().isEmpty()
                    && now - lane.uses().getFirst() >= rate.window().toNanos()) {
                lane.uses().removeFirst();
            }
            free += rate.connects() - lane.uses().size();
        }
        return free;
    }

    private long untilNextIsFree(long now) {
        return lanes.stream()
                .filter(lane -> !lane.uses().isEmpty())
                .mapToLong(lane -> lane.uses().getFirst() + rate.window().toNanos() - now)
                .min()
                .orElse(0);
    }

    private Lane leastUsed() {
        Lane least = lanes.get(0);
        for (Lane lane : lanes) {
            least = lane.uses().size() < least.uses().size() ? lane : least;
        }
        return least;
    }
}
