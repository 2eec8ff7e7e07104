package dev.plimsoll.sandbox.turn;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the allocations of credentials whose time is over or that were revoked, once a second, on a thread of its own. A
 * revoked credential can still log in to coturn until its time is over; what it allocates is ended within a second.
 */
public final class CredentialEnds implements CredentialMint.Cutoff, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialEnds.class);
    private static final Duration LINGER = Duration.ofSeconds(10);
    private static final int MOST = 1_000_000;

    private final CoturnConsole console;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Instant> endings = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "sandbox-credential-ends"));

    public CredentialEnds(Coturn coturn, InstantSource clock) {
        this.console = coturn.console();
        this.clock = clock;
        thread.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
    }

    /** Beyond a million credentials at a time new ones are not ended early; coturn's own lifetime still bounds them. */
    @Override
    public void at(Instant when, String username) {
        if (endings.size() < MOST) {
            endings.merge(username, when, (known, wanted) -> wanted.isBefore(known) ? wanted : known);
        }
    }

    @Override
    public boolean knows(String username) {
        return endings.containsKey(username);
    }

    /**
     * Ends every credential that is out: those that were minted, and those, made elsewhere of the shared secret, that have
     * allocations now. Blocks.
     *
     * @throws IOException if coturn does not say who has allocations
     */
    public void allAt(Instant when) throws IOException {
        Set<String> out = new HashSet<>(endings.keySet());
        out.addAll(console.usernames());
        out.stream().filter(username -> username.indexOf(':') > 0).forEach(username -> at(when, username));
    }

    private void sweep() {
        Instant now = clock.instant();
        Set<String> due = new HashSet<>();
        endings.forEach((username, when) -> {
            if (!when.isAfter(now)) {
                due.add(username);
            }
        });
        if (!due.isEmpty()) {
            end(due, now);
        }
    }

    private void end(Set<String> due, Instant now) {
        try {
            LOG.debug("ended {} allocations of credentials that are over", console.end(due));
            due.stream().filter(username -> isPast(username, now)).forEach(endings::remove);
        } catch (IOException e) {
            LOG.warn("coturn's console did not answer: {}", e.getMessage());
        }
    }

    /** Whether coturn itself refuses the credential by now; until then it must be watched. */
    private static boolean isPast(String username, Instant now) {
        long expiry = Long.parseLong(username.substring(0, username.indexOf(':')));
        return Instant.ofEpochSecond(expiry).plus(LINGER).isBefore(now);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
