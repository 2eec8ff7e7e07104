package dev.plimsoll.limits.probe.authorisation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.limits.probe.peer.Expectation;
import dev.plimsoll.limits.probe.peer.Names;
import dev.plimsoll.limits.probe.peer.Peer;
import dev.plimsoll.limits.probe.peer.Peers;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.signalling.probe.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One probing of an {@link Authorisation}: a part for each credential. */
final class Trying implements AutoCloseable {
    private final Matrix matrix;
    private final Names names;
    private final Peers peers;
    private final Duration patience;

    Trying(Limit limit, Matrix matrix, Stage stage, Duration patience) {
        this.matrix = matrix;
        this.names = Names.of(limit, stage);
        this.patience = patience;
        this.peers = new Peers(stage, names, patience);
    }

    List<Part> parts() throws InterruptedException {
        List<Part> parts = new ArrayList<>();
        Peer other = peers.open("other");
        for (int i = 0; i < matrix.grants().size(); i++) {
            parts.add(part(matrix.grants().get(i), i + 1, other));
        }
        return parts;
    }

    private Part part(Matrix.Grant grant, int number, Peer other) throws InterruptedException {
        List<String> wrong = new ArrayList<>();
        Set<String> answers = new LinkedHashSet<>();
        String name = "grant-" + number;
        Peer peer = peers.open(name, grant.as());
        for (Matrix.Try one : grant.tries()) {
            if (!peer.connection().isOpen()) {
                peer = peers.open(name, grant.as());
            }
            Reply reply = peer.ask(frame(one, other), patience).reply();
            answers.add(Expectation.text(reply));
            fault(one, reply, peer).ifPresent(wrong::add);
        }
        int tries = grant.tries().size();
        String observed = wrong.isEmpty()
                ? tries + " as documented (" + String.join(", ", answers) + ")"
                : String.join("; ", wrong);
        return Part.of(name, grant.name(), wrong.isEmpty(), tries + " tries answered as documented", observed);
    }

    private Optional<String> fault(Matrix.Try one, Reply reply, Peer peer) throws InterruptedException {
        Optional<Reaction> way = one.expected().met(reply);
        if (way.isEmpty()) {
            return Optional.of(one.text() + " met " + Expectation.text(reply) + ", not "
                    + one.expected().text());
        }
        boolean ended = way.get().connectionStays() && !peer.stays(patience);
        return ended
                ? Optional.of(one.text() + " met " + Expectation.text(reply) + ", then the connection ended")
                : Optional.empty();
    }

    private ObjectNode frame(Matrix.Try one, Peer other) {
        ObjectNode frame = JsonNodeFactory.instance.objectNode().put("type", one.action());
        if (one.action().equals("send")) {
            frame.put("to", other.id());
        } else {
            frame.put("channel", names.text(one.channel()));
        }
        return one.action().equals("subscribe") ? frame : frame.put("data", 1);
    }

    @Override
    public void close() {
        peers.close();
    }
}
