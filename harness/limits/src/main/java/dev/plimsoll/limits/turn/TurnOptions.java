package dev.plimsoll.limits.turn;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * How a client works.
 *
 * @param source the address to speak from; port 0 is any. The same one again makes the same 5-tuple
 * @param anyCertificate true accepts whatever certificate a TLS server shows, a self-signed one too
 * @param nanoClock a monotonic clock
 * @param random transaction ids; unpredictable where the network may hold forgers
 */
public record TurnOptions(
        Optional<InetSocketAddress> source,
        Patience patience,
        boolean anyCertificate,
        LongSupplier nanoClock,
        RandomGenerator random) {

    public TurnOptions {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(patience, "patience");
        Objects.requireNonNull(nanoClock, "nanoClock");
        Objects.requireNonNull(random, "random");
    }

    /** From any address, with certificates checked; an answer is waited for as long as {@link Patience#within}. */
    public static TurnOptions within(Duration patience) {
        return new TurnOptions(
                Optional.empty(), Patience.within(patience), false, System::nanoTime, new SecureRandom());
    }

    public TurnOptions from(InetSocketAddress address) {
        return new TurnOptions(Optional.of(address), patience, anyCertificate, nanoClock, random);
    }

    public TurnOptions acceptingAnyCertificate() {
        return new TurnOptions(source, patience, true, nanoClock, random);
    }
}
