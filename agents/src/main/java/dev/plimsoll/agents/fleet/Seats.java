package dev.plimsoll.agents.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The hosts that are there. For the fleet's thread. */
final class Seats {
    private final List<Seat> seats = new ArrayList<>();

    void add(Seat seat) {
        seats.add(seat);
    }

    void remove(Seat seat) {
        seats.remove(seat);
    }

    Optional<Seat> of(int number) {
        return seats.stream().filter(seat -> seat.number() == number).findFirst();
    }

    /** The one with the fewest calls, of those that take any. */
    Optional<Seat> best() {
        return seats.stream().filter(seat -> !seat.isRetiring()).min(Comparator.comparingInt(Seat::load));
    }

    /** The work may change which hosts are there. */
    void each(Consumer<Seat> work) {
        List.copyOf(seats).forEach(work);
    }

    boolean isEmpty() {
        return seats.isEmpty();
    }

    boolean haveNoCalls() {
        return seats.stream().allMatch(seat -> seat.load() == 0);
    }

    void retire() {
        seats.stream().filter(seat -> !seat.isRetiring()).toList().forEach(Seat::retire);
    }
}
