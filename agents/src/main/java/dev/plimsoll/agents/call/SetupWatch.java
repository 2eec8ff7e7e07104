package dev.plimsoll.agents.call;

import dev.plimsoll.agents.control.Incident;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Our own times for a set-up of which libwebrtc says nothing: it would wait for ever. For the owner's thread. */
final class SetupWatch {
    /** How long gathering may find nothing; libwebrtc says nothing for 40 s of a UDP port that is shut. */
    static final Duration GATHERING_PATIENCE = Duration.ofSeconds(8);
    /** How long negotiation may lead to no path before it is begun anew. */
    static final Duration PATH_PATIENCE = Duration.ofSeconds(7);
    /** How long a data channel may take to open once the path is there. */
    static final Duration DATA_PATIENCE = Duration.ofSeconds(2);

    /** How long a partner that is not ours may take to offer first; pages of the vendor's SDK do so at once. */
    static final Duration PARTNER_FIRST = Duration.ofSeconds(1);

    private static final int MOST_RESTARTS = 5;
    private static final int MOST_CHANNELS = 3;

    private final Timers timers;
    private final Reports reports;

    SetupWatch(Timers timers, Reports reports) {
        this.timers = timers;
        this.reports = reports;
    }

    /**
     * A link is made: it shall lead to a path, once it has a candidate of its own. An answer may be lost, and Chromium at
     * times gathers nothing any more after it rolled back an offer of its own.
     */
    void begins(Link link) {
        insist(link, MOST_RESTARTS);
    }

    private void insist(Link link, int left) {
        if (left == 0) {
            return;
        }
        after(PATH_PATIENCE, () -> {
            if (link.hasBegun() && !link.wasConnected() && !link.isGatheringInVain()) {
                reports.incident(Incident.RESTART_OFFERED, "set-up", 0);
                link.restart();
                insist(link, left - 1);
            }
        });
    }

    /** An offer waits for the partner's, which may not come. */
    void heldBack(Link link) {
        after(PARTNER_FIRST, link::offerUnlessOffered);
    }

    /** Candidates are looked for: there shall be one. */
    void gathers(Link link) {
        after(GATHERING_PATIENCE, () -> {
            if (!link.wasConnected() && link.isGatheringInVain()) {
                reports.failed(Link.nothing(link.lastIceError(), false), "");
            }
        });
    }

    /** The path of the end that opens the data channel is there: a roll-back may have taken the channel with it. */
    void connected(Link link) {
        reopen(link, MOST_CHANNELS);
    }

    private void reopen(Link link, int left) {
        if (left == 0) {
            return;
        }
        after(DATA_PATIENCE, () -> {
            if (link.hasBegun() && link.isConnected() && !link.isReady()) {
                reports.incident(Incident.NEGOTIATION_FAILED, "data channel opened anew", 0);
                link.openDataChannel();
                reopen(link, left - 1);
            }
        });
    }

    private void after(Duration delay, Runnable work) {
        timers.after(delay.toMillis(), TimeUnit.MILLISECONDS, work);
    }
}
