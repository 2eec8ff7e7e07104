package dev.plimsoll.limits.probe.rate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.probe.peer.Names;
import dev.plimsoll.limits.probe.peer.Peer;
import dev.plimsoll.limits.probe.peer.Peers;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One probing of a {@link RateBoundary}. */
final class Hurrying implements AutoCloseable {
    /** Slower than that share of what was intended, this side was the bottleneck. */
    private static final double KEPT = 0.95;
    /** The burst has to arrive before its bucket is refilled by a tenth. */
    private static final double BURST_REFILL = 0.1;
    /** Acks that come later than that were held back. */
    private static final Duration HELD_BACK = Duration.ofMillis(500);

    private final Limit limit;
    private final Stage stage;
    private final Peers peers;
    private final Duration patience;
    private final ObjectNode frame;
    private final double rate;
    private final int burst;
    private final Parameters given;
    private final List<Part> parts = new ArrayList<>();

    Hurrying(Limit limit, Stage stage) {
        this.limit = limit;
        this.stage = stage;
        this.given = new Parameters(limit);
        Names names = Names.of(limit, stage);
        this.patience = given.duration(RateBoundary.PATIENCE);
        this.peers = new Peers(stage, names, patience);
        this.frame = (ObjectNode) names.json(RateBoundary.frame(limit));
        this.rate = limit.documented().orElseThrow().value();
        this.burst = (int) given.whole(RateBoundary.BURST);
    }

    /** What happens to requests that come too fast. */
    private enum Shape {
        CLOSED,
        DROPPED,
        DELAYED,
        UNLIMITED
    }

    List<Part> probe() throws InterruptedException {
        sustained();
        burst("burst", "a burst of " + burst + " is tolerated");
        beyond();
        burst("again", "a new connection may send a burst again");
        return parts;
    }

    private Rush.Flow send(String name, int count, double perSecond) throws InterruptedException {
        Peer peer = peers.open(name);
        Rush.Flow flow = new Rush(peer, stage, patience).send(frame, count, perSecond);
        peers.close(peer);
        return flow;
    }

    private void sustained() throws InterruptedException {
        Duration held = given.duration(RateBoundary.SUSTAINED_FOR);
        int count = (int) Math.max(1, Math.round(held.toMillis() / 1e3 * rate));
        Rush.Flow flow = send("sustained", count, rate);
        boolean kept = flow.pace().rate() >= KEPT * rate;
        String title = Math.round(rate) + " a second for " + held.toSeconds() + " s are tolerated";
        parts.add(judged("sustained", title, flow.whole(), kept, count + " acknowledged", flow));
    }

    private void burst(String id, String title) throws InterruptedException {
        Rush.Flow flow = send(id, burst, Double.POSITIVE_INFINITY);
        boolean kept = flow.pace().took().toNanos() / 1e9 * rate <= BURST_REFILL * burst;
        parts.add(judged(id, title, flow.whole(), kept, burst + " acknowledged", flow));
    }

    private void beyond() throws InterruptedException {
        double tooFast = rate * (1 + given.share(RateBoundary.BEYOND));
        Rush.Flow flow = send("beyond", RateBoundary.framesBeyond(limit), tooFast);
        Shape shape = shape(flow);
        boolean kept = shape == Shape.CLOSED || flow.pace().rate() >= KEPT * tooFast;
        String title = Math.round(tooFast) + " a second do not last";
        Part part = judged("beyond", title, isDocumented(shape, flow), kept, expected(), flow);
        String seen = shape.name().toLowerCase(Locale.ROOT) + ": " + part.observed();
        parts.add(new Part(part.id(), part.title(), part.verdict(), part.expected(), seen));
    }

    private Shape shape(Rush.Flow flow) {
        if (flow.end().isPresent()) {
            return Shape.CLOSED;
        }
        if (flow.acked() < flow.pace().done()) {
            return Shape.DROPPED;
        }
        return flow.behind().compareTo(HELD_BACK) > 0 ? Shape.DELAYED : Shape.UNLIMITED;
    }

    private boolean isDocumented(Shape shape, Rush.Flow flow) {
        return switch (shape) {
            case CLOSED ->
                limit.reactions().stream()
                        .anyMatch(way -> way instanceof Reaction.Close close
                                && close.code() == flow.end().orElseThrow().code());
            case DROPPED -> limit.reactions().stream().anyMatch(Reaction.SilentDrop.class::isInstance);
            case DELAYED -> given.flag(RateBoundary.DELAYS);
            case UNLIMITED -> false;
        };
    }

    private String expected() {
        Stream<String> delay = given.flag(RateBoundary.DELAYS) ? Stream.of("held back") : Stream.empty();
        return Stream.concat(limit.reactions().stream().map(Reaction::text), delay)
                .collect(Collectors.joining(" or "));
    }

    /** A rate that this side did not keep says nothing against the limit, nor for it. */
    private static Part judged(String id, String title, boolean holds, boolean kept, String expected, Rush.Flow flow) {
        return kept || flow.end().isPresent()
                ? Part.of(id, title, holds, expected, flow.text())
                : new Part(id, title, Verdict.INVALID, expected, flow.text() + ": this machine did not keep the rate");
    }

    @Override
    public void close() {
        peers.close();
    }
}
