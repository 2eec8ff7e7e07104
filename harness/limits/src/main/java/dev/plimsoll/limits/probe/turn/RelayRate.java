package dev.plimsoll.limits.probe.turn;

import dev.plimsoll.document.Fault;
import dev.plimsoll.limits.Probe;
import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.pack.Parameter;
import dev.plimsoll.limits.pack.Parameter.Kind;
import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.LimitVerdict;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.limit.Quantity;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.model.verdict.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How much one allocation may relay: below the limit nothing is lost, above it packets vanish and nobody is told, and
 * another allocation does not suffer. The far end is a socket of this machine, for traffic may only go to peers of one's own.
 */
public final class RelayRate implements Probe {
    static final String PACKET = "packet";
    static final String BELOW = "below";
    static final String ABOVE = "above";
    static final String SENDING = "sending";
    static final String PEER = "peer";
    static final String PRICE = "usdPerGigabyte";
    private static final int SMALLEST = 16;
    private static final int LARGEST = 1_400;
    private static final double MOST_PACKETS_PER_SECOND = 20_000;
    private static final double GIGABYTE = 1e9;

    @Override
    public String id() {
        return "relay-rate";
    }

    @Override
    public String purpose() {
        return "Sends through relays below and above a rate, and counts what arrives; what is above must vanish without an "
                + "error, and without harm to another allocation.";
    }

    @Override
    public Set<LimitUnit> units() {
        return EnumSet.of(LimitUnit.BYTES, LimitUnit.BITS_PER_SECOND);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(PACKET, Kind.SIZE, "1000B", "payload of a packet, 16B to 1400B"),
                Parameter.optional(BELOW, Kind.SHARE, "25%", "of the limit, at which nothing may be lost"),
                Parameter.optional(ABOVE, Kind.WHOLE, 4, "times the limit, at which most must be lost; 2 to 20"),
                Parameter.optional(SENDING, Kind.DURATION, "4s", "for how long each is sent"),
                Parameter.optional(PEER, Kind.TEXT, "127.0.0.1", "this machine's address that the relay can reach"),
                Parameter.perhaps(PRICE, Kind.AMOUNT, "what the provider charges for what is relayed, for the plan"),
                TurnParameters.TRANSPORT,
                TurnParameters.PATIENCE);
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        Parameters given = new Parameters(limit);
        TurnParameters.transportFault(limit, faults);
        if (given.size(PACKET) < SMALLEST || given.size(PACKET) > LARGEST) {
            faults.add(new Fault("/parameters/" + PACKET, "is not from 16B to 1400B", "write 1000B"));
        }
        if (given.whole(ABOVE) < 2 || given.whole(ABOVE) > 20) {
            faults.add(new Fault("/parameters/" + ABOVE, "is not from 2 to 20", "write 4"));
        }
        if (!(given.share(BELOW) > 0) || given.share(BELOW) > 0.9) {
            faults.add(new Fault("/parameters/" + BELOW, "is not above 0 and up to 90%", "write 25%"));
        }
        if (!given.text(PEER).matches("[0-9.]+")) {
            faults.add(new Fault("/parameters/" + PEER, "is no IPv4 address", "write 127.0.0.1"));
        }
        if (limit.reactions().stream().noneMatch(Reaction.SilentDrop.class::isInstance)) {
            faults.add(new Fault("/reactions", "do not say silentDrop", "write { silentDrop: true }"));
        }
        return faults;
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        return EnumSet.of(Fact.TURN, Fact.TURN_USERS);
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        Parameters given = new Parameters(limit);
        Duration time = given.duration(SENDING).multipliedBy(2).plusSeconds(3);
        Cost cost = Cost.ofConnects(0, 0, time).withAllocations(2).withRestCalls(TurnPlace.callsFor(2, target));
        return given.has(PRICE) ? cost.withUsd(price(limit)) : cost;
    }

    /** At most, in whole cents: of all that is sent, as if nothing of it were dropped. */
    private static BigDecimal price(Limit limit) {
        Parameters given = new Parameters(limit);
        double seconds = given.duration(SENDING).toMillis() / 1e3;
        double bytes = bytesPerSecond(limit) * (given.share(BELOW) + given.whole(ABOVE)) * seconds;
        return given.amount(PRICE)
                .multiply(BigDecimal.valueOf(bytes / GIGABYTE))
                .setScale(2, RoundingMode.CEILING);
    }

    /** Bytes in a second. */
    static double bytesPerSecond(Limit limit) {
        Quantity value = limit.documented().orElseThrow();
        return value.unit() == LimitUnit.BITS_PER_SECOND ? value.value() / 8.0 : value.value();
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        Parameters given = new Parameters(limit);
        double rate = bytesPerSecond(limit);
        if (rate == 0) {
            String why = "the target sets no such limit (0 stands for none)";
            return LimitVerdict.without(limit, Verdict.SKIPPED, why, List.of());
        }
        if (rate * given.whole(ABOVE) / given.size(PACKET) > MOST_PACKETS_PER_SECOND) {
            String why = "more packets a second than this machine can send and count";
            return LimitVerdict.without(limit, Verdict.SKIPPED, why, List.of());
        }
        try (TurnPlace place = TurnParameters.place(limit, stage)) {
            if (given.text(PEER).startsWith("127.") && !place.isLoopback()) {
                String why = "the relay cannot reach " + given.text(PEER) + ": peer must be an address of this machine "
                        + "that it can reach";
                return LimitVerdict.without(limit, Verdict.SKIPPED, why, List.of());
            }
            List<Part> parts = new RelayRateRun(limit, stage, place).probe();
            place.tell();
            return LimitVerdict.of(limit, parts, stage.evidence().exchanges());
        }
    }
}
