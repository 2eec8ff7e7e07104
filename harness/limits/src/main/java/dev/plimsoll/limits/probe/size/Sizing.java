package dev.plimsoll.limits.probe.size;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.probe.peer.Expectation;
import dev.plimsoll.limits.probe.peer.Names;
import dev.plimsoll.limits.probe.peer.Peer;
import dev.plimsoll.limits.probe.peer.PeerSpec;
import dev.plimsoll.limits.probe.peer.Peers;
import dev.plimsoll.limits.probe.peer.RestCalls;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.signalling.probe.Reply;
import dev.plimsoll.signalling.probe.rest.RestExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One probing of a {@link SizeBoundary}: two parts for each filler. */
final class Sizing implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Limit limit;
    private final Subject subject;
    private final Stage stage;
    private final Parameters given;
    private final Names names;
    private final Peers peers;
    private final Duration patience;
    private final LimitUnit unit;
    private final List<Part> parts = new ArrayList<>();
    private int opened;

    Sizing(Limit limit, Subject subject, Stage stage) {
        this.limit = limit;
        this.subject = subject;
        this.stage = stage;
        this.given = new Parameters(limit);
        this.names = Names.of(limit, stage);
        this.patience = given.duration(SizeBoundary.PATIENCE);
        this.peers = new Peers(stage, names, patience);
        this.unit = limit.documented().orElseThrow().unit();
    }

    /** What a try came to. */
    private record Seen(boolean accepted, boolean asDocumented, String text) {}

    List<Part> parts() throws InterruptedException {
        long most = limit.documented().orElseThrow().value();
        for (String filler : given.texts(SizeBoundary.FILLERS)) {
            Filled filled = new Filled(SizeBoundary.template(limit), names, unit, SizeBoundary.filler(filler));
            Seen fits = tried(filled, most);
            String size = " " + unit.label() + " of " + filler;
            parts.add(Part.of(
                    "accepted-" + filler, most + size + " are accepted", fits.accepted(), "accepted", fits.text()));
            Seen tooLarge = tried(filled, most + 1);
            String refusal = Expectation.of(limit).text();
            parts.add(Part.of(
                    "refused-" + filler,
                    (most + 1) + size + " are refused",
                    tooLarge.asDocumented(),
                    refusal,
                    tooLarge.text()));
        }
        return parts;
    }

    private Seen tried(Filled filled, long size) throws InterruptedException {
        return switch (subject) {
            case FRAME -> request(asking(filled).whole(size));
            case FIELD -> request(asking(filled).ofText(size));
            case CLAIM -> claim(filled.whole(size));
            case BODY -> body(filled.whole(size));
        };
    }

    /** The request id is part of the frame, so it is there before the frame is filled up. */
    private static Filled asking(Filled filled) {
        ObjectNode template = ((ObjectNode) filled.template()).deepCopy();
        if (!template.has("requestId")) {
            template.put("requestId", "sized");
        }
        return new Filled(template, filled.names(), filled.unit(), filled.filler());
    }

    /** Whatever comes answers it, for it is the only request of its connection, and an id that is refused is not echoed. */
    private Seen request(JsonNode frame) throws InterruptedException {
        Peer peer = peers.open("sizer-" + ++opened);
        Reply reply = peer.askText(frame.toString(), patience).reply();
        Optional<Reaction> way = Expectation.of(limit).met(reply);
        boolean stays = way.isEmpty() || !way.get().connectionStays() || peer.stays(patience);
        peers.close(peer);
        String text = Expectation.text(reply) + (stays ? "" : ", then the connection ended");
        return new Seen(reply instanceof Reply.Ack, way.isPresent() && stays, text);
    }

    private Seen claim(JsonNode claim) throws InterruptedException {
        ObjectNode claims = JSON.createObjectNode();
        claims.set(given.text(SizeBoundary.CLAIM), claim);
        Peers.Attempt attempt = peers.attempt("sizer-" + ++opened, new PeerSpec(PeerSpec.Kind.TOKEN, claims));
        attempt.peer().ifPresent(peers::close);
        ConnectOutcome outcome = attempt.outcome();
        boolean asDocumented = limit.reactions().stream().anyMatch(way -> isRefusal(outcome, way));
        return new Seen(attempt.peer().isPresent(), asDocumented, outcome.code());
    }

    private static boolean isRefusal(ConnectOutcome outcome, Reaction way) {
        if (outcome instanceof ConnectOutcome.RejectedByClose closed) {
            return way instanceof Reaction.Close close && !close.welcomed() && close.code() == closed.closeCode();
        }
        return outcome instanceof ConnectOutcome.RejectedByHttp http
                && way instanceof Reaction.HttpStatus status
                && status.status() == http.status();
    }

    private Seen body(JsonNode body) throws InterruptedException {
        String[] call = given.text(SizeBoundary.CALL).split(" ", 2);
        try (RestCalls calls = new RestCalls(stage)) {
            RestExchange exchange = calls.signalling(call[0], names.text(call[1]), Optional.of(body.toString()));
            boolean asDocumented = limit.reactions().stream()
                    .anyMatch(way -> way instanceof Reaction.HttpStatus status
                            && status.status() == exchange.status()
                            && (status.errorCode().isEmpty()
                                    || status.errorCode().equals(exchange.errorCode())));
            String text = "HTTP " + exchange.status() + " " + exchange.errorCode();
            return new Seen(exchange.isSuccess(), asDocumented, text.strip());
        }
    }

    @Override
    public void close() {
        peers.close();
    }
}
