package dev.plimsoll.model.scenario;

import java.time.Duration;
import java.util.Objects;

/** How the connections of a load come and go. */
public sealed interface Profile {

    /** When all that stay for good are to be open, from the start of the load. */
    Duration complete();

    /** Evenly, over a time. */
    record Ramp(Duration over) implements Profile {
        public Ramp {
            Objects.requireNonNull(over, "over");
        }

        @Override
        public Duration complete() {
            return over;
        }
    }

    /**
     * In equal parts, one after another; a part opens within a second.
     *
     * @param each from the start of one part to the start of the next
     */
    record Steps(int count, Duration each) implements Profile {
        /** How long the opening of a part takes. */
        public static final Duration RISE = Duration.ofSeconds(1);

        public Steps {
            Objects.requireNonNull(each, "each");
        }

        @Override
        public Duration complete() {
            return each.multipliedBy(count - 1L).plus(RISE);
        }
    }

    /**
     * A ramp, and later more connections that come within a second and leave again.
     *
     * @param at when they come, after the ramp
     * @param stay how long they stay
     */
    record Spike(Duration over, int extra, Duration at, Duration stay) implements Profile {
        public Spike {
            Objects.requireNonNull(over, "over");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(stay, "stay");
        }

        @Override
        public Duration complete() {
            return over;
        }
    }

    /**
     * An open model: they keep coming at a rate, whatever becomes of them, and each stays for a while.
     *
     * @param perSecond arrival rate
     */
    record Arrivals(double perSecond, Duration stay) implements Profile {
        public Arrivals {
            Objects.requireNonNull(stay, "stay");
        }

        /** How many there are at once, once as many leave as come. */
        public int concurrency() {
            return (int) Math.ceil(perSecond * stay.toNanos() / 1e9);
        }

        @Override
        public Duration complete() {
            return stay;
        }
    }
}
