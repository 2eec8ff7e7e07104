package dev.plimsoll.limits.stage;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.limit.Exchange;
import dev.plimsoll.signalling.Masking;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Keeps what was sent and received for one limit: the first and the last exchanges, each of bounded length, without
 * secrets. Safe for use by several threads.
 */
public final class Evidence {
    private static final int FIRST = 20;
    private static final int LAST = 30;
    private static final int LONGEST = 500;

    private final LongSupplier nanoClock;
    private final long begun;
    private final List<Secret> secrets;
    private final List<Exchange> first = new ArrayList<>();
    private final Deque<Exchange> last = new ArrayDeque<>();
    private int leftOut;

    /** @param secrets which are masked wherever they stand, besides whatever looks like a credential */
    public Evidence(LongSupplier nanoClock, List<Secret> secrets) {
        this.nanoClock = nanoClock;
        this.begun = nanoClock.getAsLong();
        this.secrets = List.copyOf(secrets);
    }

    /** Either may be empty. */
    public synchronized void exchange(String sent, String received) {
        long millis = (nanoClock.getAsLong() - begun) / 1_000_000;
        Exchange exchange = new Exchange(millis, told(sent), told(received));
        if (first.size() < FIRST) {
            first.add(exchange);
            return;
        }
        last.add(exchange);
        if (last.size() > LAST) {
            last.removeFirst();
            leftOut++;
        }
    }

    /** Those that were kept; one among them tells how many were left out. */
    public synchronized List<Exchange> exchanges() {
        List<Exchange> all = new ArrayList<>(first);
        if (leftOut > 0) {
            all.add(new Exchange(last.getFirst().atMillis(), "", leftOut + " exchanges are left out here"));
        }
        all.addAll(last);
        return all;
    }

    private String told(String text) {
        return Masking.excerpt(text, secrets, LONGEST);
    }
}
