package dev.plimsoll.limits.probe.turn;

import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.measure.Flow;
import dev.plimsoll.limits.turn.measure.Lane;
import dev.plimsoll.limits.turn.measure.RelayFlow;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One probing of what an allocation may relay. For one thread. */
final class RelayRateRun {
    private static final Duration SETTLE = Duration.ofMillis(500);
    /** A receiver that was away for longer may have lost packets itself. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private static final double SENT = 0.98;
    /** A limit that counts in seconds lets more through where a second begins or ends. */
    private static final double LEAST_SHARE_OF_EXCESS = 0.6;

    private final Limit limit;
    private final Parameters given;
    private final Stage stage;
    private final TurnPlace place;
    private final List<Part> parts = new ArrayList<>();

    RelayRateRun(Limit limit, Stage stage, TurnPlace place) {
        this.limit = limit;
        this.given = new Parameters(limit);
        this.stage = stage;
        this.place = place;
    }

    List<Part> probe() {
        try (RelayEnds one = RelayEnds.open(place, given.text(RelayRate.PEER), "plimsoll-one");
                RelayEnds other = RelayEnds.open(place, given.text(RelayRate.PEER), "plimsoll-other")) {
            Flow calm = flows(lane(one, given.share(RelayRate.BELOW))).get(0);
            lossless("below", "packets at " + given.share(RelayRate.BELOW) + " of the limit", calm);
            List<Flow> both =
                    flows(lane(one, (double) given.whole(RelayRate.ABOVE)), lane(other, given.share(RelayRate.BELOW)));
            above(both.get(0));
            lossless("other", "another allocation meanwhile", both.get(1));
            TurnAnswer refreshed = one.refresh();
            parts.add(Part.of(
                    "silent",
                    "the server's word to the allocation that lost them",
                    refreshed.isGranted(),
                    "no error",
                    TurnPlace.text(refreshed)));
        }
        return parts;
    }

    private Lane lane(RelayEnds ends, double share) {
        int bytes = given.size(RelayRate.PACKET);
        return new Lane(ends.toPeer(), RelayRate.bytesPerSecond(limit) * share / bytes, bytes);
    }

    private List<Flow> flows(Lane... lanes) {
        List<Flow> flows =
                new RelayFlow(stage.nanoClock()).run(List.of(lanes), given.duration(RelayRate.SENDING), SETTLE);
        for (Flow flow : flows) {
            stage.evidence()
                    .exchange(
                            flow.sent() + " packets of " + given.size(RelayRate.PACKET) + " bytes in "
                                    + flow.sending().toMillis() + " ms",
                            flow.received() + " packets");
        }
        return flows;
    }

    private void lossless(String id, String title, Flow flow) {
        Verdict verdict = isOurs(flow) ? Verdict.INVALID : flow.lost() == 0 ? Verdict.PASS : Verdict.FAIL;
        parts.add(new Part(id, title, verdict, "none lost", observed(flow)));
    }

    private void above(Flow flow) {
        double excess = 1 - 1.0 / given.whole(RelayRate.ABOVE);
        double least = excess * LEAST_SHARE_OF_EXCESS;
        boolean holds = flow.loss() >= least && flow.received() > 0;
        parts.add(new Part(
                "above",
                "packets at " + given.whole(RelayRate.ABOVE) + " times the limit",
                isOurs(flow) ? Verdict.INVALID : holds ? Verdict.PASS : Verdict.FAIL,
                String.format(Locale.ROOT, "%.0f %% lost, at least %.0f %%", excess * 100, least * 100),
                observed(flow)));
    }

    /** Whether this machine, not the relay, may be to blame. */
    private static boolean isOurs(Flow flow) {
        return flow.sent() < flow.planned() * SENT || flow.longestPause().compareTo(LONGEST_PAUSE) > 0;
    }

    private static String observed(Flow flow) {
        String counted =
                String.format(Locale.ROOT, "%d of %d lost (%.1f %%)", flow.lost(), flow.sent(), flow.loss() * 100);
        return isOurs(flow)
                ? counted + "; this machine did not keep up: " + flow.sent() + " of " + flow.planned()
                        + " sent, away for " + flow.longestPause().toMillis() + " ms"
                : counted;
    }
}
