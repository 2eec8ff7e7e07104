package dev.plimsoll.limits.probe.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.limits.probe.peer.Expectation;
import dev.plimsoll.limits.probe.peer.Names;
import dev.plimsoll.limits.probe.peer.Peer;
import dev.plimsoll.limits.probe.peer.PeerSpec;
import dev.plimsoll.limits.probe.peer.Peers;
import dev.plimsoll.limits.probe.peer.RestCalls;
import dev.plimsoll.limits.probe.peer.Usage;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.signalling.Masking;
import dev.plimsoll.signalling.probe.Ended;
import dev.plimsoll.signalling.probe.Heard;
import dev.plimsoll.signalling.probe.Reply;
import dev.plimsoll.signalling.probe.rest.RestExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plays a script with real peers. It ends with the first step that does not hold, for those after it build on it. For one
 * thread.
 */
final class Performance implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Script script;
    private final Stage stage;
    private final Duration patience;
    private final Duration quiet;
    private final Peers peers;
    private final Usage usage;
    private final Map<String, Peer> playing = new LinkedHashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private Names names;
    private long usedBefore;

    /**
     * @param patience for what must come
     * @param quiet to wait for what must not come
     */
    Performance(Limit limit, Script script, Stage stage, Duration patience, Duration quiet) {
        this.script = script;
        this.stage = stage;
        this.patience = patience;
        this.quiet = quiet;
        this.usage = new Usage(stage);
        this.names = Names.of(limit, stage);
        this.peers = new Peers(stage, names, patience);
    }

    List<Part> play() throws InterruptedException {
        for (Map.Entry<String, PeerSpec> entry : script.peers().entrySet()) {
            Peer peer = peers.open(entry.getKey(), entry.getValue());
            playing.put(entry.getKey(), peer);
            names = names.with(entry.getKey(), peer.id());
        }
        if (script.steps().stream().anyMatch(Step.Used.class::isInstance)) {
            usedBefore = usage.messages();
        }
        for (int i = 0; i < script.steps().size(); i++) {
            Step step = script.steps().get(i);
            Outcome outcome = outcome(step);
            parts.add(Part.of("step-" + (i + 1), step.title(), outcome.asWritten(), step.title(), outcome.observed()));
            if (!outcome.asWritten()) {
                return parts;
            }
        }
        parts.add(nothingElse());
        return parts;
    }

    /** What came of a step. */
    private record Outcome(boolean asWritten, String observed) {
        static Outcome good(String observed) {
            return new Outcome(true, observed);
        }

        static Outcome bad(String observed) {
            return new Outcome(false, observed);
        }

        static Outcome of(Optional<String> difference, String otherwise) {
            return difference.map(Outcome::bad).orElseGet(() -> good(otherwise));
        }
    }

    private Outcome outcome(Step step) throws InterruptedException {
        if (step instanceof Step.Sends sends) {
            return sends(sends);
        } else if (step instanceof Step.Hears hears) {
            return hears.shape().isPresent() ? hears(hears) : hearsNothing(hears);
        } else if (step instanceof Step.Welcomed welcomed) {
            return welcomed(welcomed);
        } else if (step instanceof Step.Ends ends) {
            return ends(ends);
        } else if (step instanceof Step.Leaves leaves) {
            return leaves(leaves);
        } else if (step instanceof Step.Rest rest) {
            return rest(rest);
        }
        return used((Step.Used) step);
    }

    private Outcome sends(Step.Sends step) throws InterruptedException {
        Peer peer = playing.get(step.peer());
        JsonNode what = names.json(step.what());
        boolean isFrame = what.isObject();
        String text = isFrame ? what.toString() : what.asText();
        if (step.answer().isEmpty()) {
            stage.evidence().exchange(peer.name() + ": " + text, "");
            return peer.send(text) ? Outcome.good("sent") : Outcome.bad("the connection is not open");
        }
        Expectation expected = step.answer().get();
        Peer.Answer answer = expected.isNothing() || !isFrame
                ? peer.askText(text, expected.isNothing() ? quiet : patience)
                : peer.ask((ObjectNode) what, patience);
        if (expected.met(answer.reply()).isEmpty()) {
            return Outcome.bad(Expectation.text(answer.reply()));
        }
        Optional<String> before = step.first() ? newsBefore(peer, answer) : Optional.empty();
        return Outcome.of(before.isPresent() ? before : lost(peer, expected, answer), Expectation.text(answer.reply()));
    }

    private static Optional<String> newsBefore(Peer peer, Peer.Answer answer) {
        long answered = answer.heard().map(Heard::number).orElse(Long.MAX_VALUE);
        return peer.newsBetween(answer.inboxBefore(), answered).stream()
                .findFirst()
                .map(news -> "before it came " + shown(news));
    }

    /** An error frame leaves the connection as it is, unless it is said otherwise. */
    private Optional<String> lost(Peer peer, Expectation expected, Peer.Answer answer) throws InterruptedException {
        boolean shouldStay = answer.reply() instanceof Reply.Failure
                && expected.met(answer.reply()).orElseThrow().connectionStays();
        return !shouldStay || peer.stays(quiet)
                ? Optional.empty()
                : Optional.of(Expectation.text(answer.reply()) + ", then the connection ended with "
                        + peer.connection()
                                .ended()
                                .map(end -> Integer.toString(end.code()))
                                .orElse("nothing"));
    }

    private Outcome hears(Step.Hears step) throws InterruptedException {
        Peer peer = playing.get(step.peer());
        Optional<Heard> news = peer.news(step.within().orElse(patience));
        JsonNode shape = names.json(step.shape().orElseThrow());
        stage.evidence()
                .exchange(
                        "",
                        peer.name() + " hears " + news.map(Performance::shown).orElse("nothing"));
        if (news.isEmpty()) {
            return Outcome.bad(
                    "nothing came within " + step.within().orElse(patience).toMillis() + " ms");
        }
        if (news.get().kind() != Heard.Kind.TEXT) {
            return Outcome.bad("a binary frame came");
        }
        JsonNode frame = json(news.get().text());
        return Outcome.of(
                new Shape(shape).difference(frame).map(difference -> difference + ", in " + shown(news.get())),
                frame.path("type").asText());
    }

    private Outcome hearsNothing(Step.Hears step) throws InterruptedException {
        Peer peer = playing.get(step.peer());
        peer.stays(quiet);
        stage.pause(step.within().orElse(quiet));
        List<Heard> unread = peer.unread();
        return unread.isEmpty() ? Outcome.good("nothing") : Outcome.bad(shown(unread.get(0)));
    }

    private Outcome welcomed(Step.Welcomed step) {
        Optional<Heard> welcome = playing.get(step.peer()).connection().inbox().since(0).stream()
                .filter(heard -> json(heard.text()).path("type").asText().equals("welcome"))
                .findFirst();
        return Outcome.of(
                new Shape(names.json(step.shape()))
                        .difference(welcome.map(heard -> json(heard.text())).orElse(MissingNode.getInstance())),
                "so it was");
    }

    private Outcome ends(Step.Ends step) throws InterruptedException {
        Optional<Ended> end = playing.get(step.peer()).connection().awaitEnd(patience);
        stage.evidence()
                .exchange(
                        "",
                        step.peer() + ": "
                                + end.map(ended -> "close " + ended.code()).orElse("is not closed"));
        if (end.isEmpty()) {
            return Outcome.bad("it was not closed within " + patience.toMillis() + " ms");
        }
        return new Outcome(
                end.get().code() == step.closeCode(), "close " + end.get().code());
    }

    private Outcome leaves(Step.Leaves step) {
        Peer peer = playing.get(step.peer());
        stage.evidence().exchange(step.title(), "");
        switch (step.how()) {
            case CLOSE -> peers.close(peer);
            case DROP -> peer.connection().drop();
            case SILENT -> {
                peer.connection().answerPings(false);
                peer.connection().stopReading();
            }
        }
        return Outcome.good("left");
    }

    private Outcome rest(Step.Rest step) throws InterruptedException {
        try (RestCalls calls = new RestCalls(stage)) {
            Optional<String> body =
                    step.body().map(template -> names.json(template).toString());
            RestExchange exchange = calls.signalling(step.method(), names.text(step.path()), body);
            boolean rightCode =
                    step.errorCode().isEmpty() || step.errorCode().get().equals(exchange.errorCode());
            String answer = ("HTTP " + exchange.status() + " " + exchange.errorCode()).strip();
            if (exchange.status() != step.status() || !rightCode) {
                return Outcome.bad(answer);
            }
            return Outcome.of(
                    step.shape().flatMap(shape -> new Shape(names.json(shape)).difference(exchange.json())), answer);
        }
    }

    /** Counters may lag behind, but not run ahead. */
    private Outcome used(Step.Used step) throws InterruptedException {
        long grown = usage.messagesFrom(usedBefore + step.count(), patience) - usedBefore;
        return new Outcome(grown == step.count(), grown + " counted");
    }

    /** Each request has exactly one answer. */
    private Part nothingElse() throws InterruptedException {
        String title = "no answer came twice or unasked";
        for (Peer peer : playing.values()) {
            if (peer.connection().isOpen()) {
                peer.stays(quiet);
            }
            List<Heard> stray = peer.strayAnswers();
            if (!stray.isEmpty()) {
                return Part.of("answers", title, false, title, peer.name() + " got " + shown(stray.get(0)));
            }
        }
        return Part.of("answers", title, true, title, "none did");
    }

    private static String shown(Heard heard) {
        String text = Masking.mask(heard.text());
        return heard.kind() == Heard.Kind.BINARY
                ? "a binary frame"
                : text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        peers.close();
    }
}
