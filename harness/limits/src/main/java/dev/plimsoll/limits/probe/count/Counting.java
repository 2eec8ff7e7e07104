package dev.plimsoll.limits.probe.count;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.probe.peer.Expectation;
import dev.plimsoll.limits.probe.peer.Names;
import dev.plimsoll.limits.probe.peer.Pacer;
import dev.plimsoll.limits.probe.peer.Peer;
import dev.plimsoll.limits.probe.peer.Peers;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.signalling.probe.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One probing of a {@link CountBoundary}. */
final class Counting implements AutoCloseable {
    private final Limit limit;
    private final Stage stage;
    private final Names names;
    private final Peers peers;
    private final Duration patience;
    private final int most;
    private final double rate;
    private final Expectation refusal;
    private final List<Part> parts = new ArrayList<>();
    private Peer peer;

    Counting(Limit limit, Stage stage) {
        Parameters given = new Parameters(limit);
        this.limit = limit;
        this.stage = stage;
        this.names = Names.of(limit, stage);
        this.patience = given.duration(CountBoundary.PATIENCE);
        this.peers = new Peers(stage, names, patience);
        this.most = Math.toIntExact(limit.documented().orElseThrow().value());
        this.rate = given.rate(CountBoundary.RATE);
        this.refusal = Expectation.of(limit);
    }

    List<Part> probe() throws InterruptedException {
        peer = peers.open("counter");
        boolean filled = fill();
        refuse(filled);
        free(filled);
        return parts;
    }

    private boolean fill() throws InterruptedException {
        List<Reply> refused = new ArrayList<>();
        Pacer pacer = new Pacer(stage.nanoClock(), stage::pause);
        int done = pacer.run(most, rate, i -> {
                    Reply reply = ask(CountBoundary.TAKES, i + 1);
                    if (!(reply instanceof Reply.Ack)) {
                        refused.add(reply);
                    }
                    return refused.isEmpty();
                })
                .done();
        String observed = refused.isEmpty()
                ? done + " were accepted"
                : "number " + done + " met " + Expectation.text(refused.get(0));
        String title = "every one up to number " + most + " is accepted";
        parts.add(Part.of("accepted", title, refused.isEmpty(), most + " x ack", observed));
        return refused.isEmpty();
    }

    private void refuse(boolean filled) throws InterruptedException {
        String title = "number " + (most + 1) + " is refused";
        if (!filled) {
            parts.add(Part.skipped("refused", title, refusal.text(), "not tried, the boundary was not reached"));
            return;
        }
        Reply reply = ask(CountBoundary.TAKES, most + 1);
        Optional<Reaction> way = refusal.met(reply);
        boolean stays = way.isEmpty() || !way.get().connectionStays() || peer.stays(patience);
        String observed = Expectation.text(reply) + (stays ? "" : ", then the connection ended");
        parts.add(Part.of("refused", title, way.isPresent() && stays, refusal.text(), observed));
    }

    private void free(boolean filled) throws InterruptedException {
        String title = "one that is given back frees a place";
        if (!filled || !peer.connection().isOpen()) {
            parts.add(Part.skipped("freed", title, "ack", "not tried, the connection is not at its boundary"));
            return;
        }
        Reply freed = ask(CountBoundary.FREES, 1);
        Reply again = ask(CountBoundary.TAKES, most + 2);
        boolean holds = freed instanceof Reply.Ack && again instanceof Reply.Ack;
        String observed = "giving back: " + Expectation.text(freed) + ", then: " + Expectation.text(again);
        parts.add(Part.of("freed", title, holds, "ack, then ack", observed));
    }

    private Reply ask(String template, int number) throws InterruptedException {
        Names numbered = names.with(CountBoundary.NUMBER, Integer.toString(number));
        ObjectNode frame = (ObjectNode) numbered.json(CountBoundary.template(limit, template));
        return peer.ask(frame, patience).reply();
    }

    @Override
    public void close() {
        peers.close();
    }
}
