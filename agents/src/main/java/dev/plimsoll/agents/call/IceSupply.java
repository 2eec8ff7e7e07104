package dev.plimsoll.agents.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.agents.control.Incident;
import dev.plimsoll.agents.stats.PeerStats;
import dev.plimsoll.agents.stats.PeerTimeline;
import dev.plimsoll.agents.turn.IceChoice;
import dev.plimsoll.signalling.ice.IceServers;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Where an end's ICE servers come from: the run, which is asked at the start, when a lease says so and before a restart, or the
 * welcome. What of them the end uses is its choice. For the owner's thread.
 */
final class IceSupply implements AutoCloseable {
    private final String peerId;
    private final IceChoice choice;
    private final Surroundings surroundings;
    private final Served leg;
    private final Owner end;
    private final Renewal renewal;
    /** Whether the first servers, which were asked for, are not wanted any more. */
    private boolean askAgain;

    private boolean closed;

    /** What uses the servers. */
    interface Served {
        PeerTimeline timeline();

        boolean hasServers();

        /** Servers for a link that is to come; a link that is there takes them at its next restart. */
        void granted(IceLease lease);

        /** Puts new credentials in place and brings them to use; false if the library refuses them. */
        boolean renew(IceLease lease);

        /** Asks the peer, if there is one. */
        void stats(Consumer<PeerStats> then);
    }

    /** The end whose leg uses the servers. */
    interface Owner extends Reports {
        /** Carries out what may fail for the library's sake; that ends the call. */
        void guard(Runnable work);
    }

    IceSupply(String peerId, IceChoice choice, Surroundings surroundings, Timers timers, Served leg, Owner end) {
        this.peerId = peerId;
        this.choice = choice;
        this.surroundings = surroundings;
        this.leg = leg;
        this.end = end;
        this.renewal = new Renewal(timers, this::ask, new OfRenewal());
    }

    private boolean comesFromRun() {
        return surroundings.settings().iceFromRun();
    }

    private CompletableFuture<IceLease> ask() {
        return surroundings.supplies().ice(peerId);
    }

    /** Asks the run, if the servers come from it. */
    void begin() {
        if (!comesFromRun()) {
            return;
        }
        leg.timeline().reached(PeerTimeline.Step.CREDENTIAL_ASKED, System.nanoTime());
        ask().whenComplete((granted, error) -> {
            if (closed) {
                return;
            }
            if (error != null) {
                end.failed("no-credentials", String.valueOf(error.getMessage()));
            } else if (askAgain) {
                askAgain = false;
                begin();
            } else {
                leg.timeline().reached(PeerTimeline.Step.CREDENTIAL_THERE, System.nanoTime());
                granted(granted);
                renewal.watch(granted);
            }
        });
    }

    /**
     * A list that cannot be used leaves the one of an earlier welcome in place, as with the vendor's SDK.
     *
     * @param metadata of the welcome, null if there is none
     */
    void welcomed(JsonNode metadata) {
        if (!comesFromRun()) {
            IceServers.read(metadata).map(IceLease::unlimited).ifPresentOrElse(this::granted, this::nothing);
        }
    }

    private void granted(IceLease granted) {
        IceLease chosen = chosen(granted);
        if (chosen.servers().isEmpty()) {
            nothing();
        } else {
            end.guard(() -> leg.granted(chosen));
        }
    }

    private void nothing() {
        if (!leg.hasServers()) {
            end.failed("no-ice-servers", "");
        }
    }

    private IceLease chosen(IceLease granted) {
        return new IceLease(choice.of(granted.servers()), granted.refreshInMs(), granted.expiresInMs());
    }

    /** They may have ended before their time, and then no restart with them leads anywhere. {@code then} follows either way. */
    void refresh(Runnable then) {
        if (!comesFromRun()) {
            then.run();
            return;
        }
        ask().whenComplete((granted, error) -> {
            if (closed) {
                return;
            }
            if (error == null) {
                granted(granted);
            } else {
                end.incident(Incident.CREDENTIALS_REFUSED, String.valueOf(error.getMessage()), 0);
            }
            then.run();
        });
    }

    /**
     * New servers now, whatever the lease says; if the first are still under way, others in their place. A welcome's are as
     * they are.
     */
    void renew() {
        if (!comesFromRun() || closed) {
            return;
        }
        if (leg.hasServers()) {
            renewal.now();
        } else {
            askAgain = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        renewal.close();
    }

    private final class OfRenewal implements Renewal.Actions {
        @Override
        public boolean use(IceLease granted) {
            return leg.renew(chosen(granted));
        }

        @Override
        public void stats(Consumer<PeerStats> then) {
            leg.stats(then);
        }

        @Override
        public void incident(Incident what, String detail, long tookNanos) {
            if (what == Incident.CREDENTIALS_IN_USE) {
                leg.timeline().restored(System.nanoTime());
            }
            end.incident(what, detail, tookNanos);
        }
    }
}
