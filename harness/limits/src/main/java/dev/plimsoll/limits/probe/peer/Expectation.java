package dev.plimsoll.limits.probe.peer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.document.Fault;
import dev.plimsoll.document.Wording;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.signalling.probe.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** How a request is to be answered: in any of some ways. Pure. */
public record Expectation(List<Reaction> ways) {
    public static final Expectation ACK = new Expectation(List.of(new Reaction.Accepted()));

    private static final Pattern CLOSE = Pattern.compile("close (\\d{4})");
    private static final Pattern ERROR = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final String HINT =
            "write ack, nothing, close <code>, or an error code as peer_not_found; a list or "
                    + "'a or b' where either is right";

    public Expectation {
        ways = List.copyOf(ways);
    }

    /** How a limit says that what is beyond it is refused. */
    public static Expectation of(Limit limit) {
        return new Expectation(limit.reactions());
    }

    /** @param node a text, {@code a or b}, or a list */
    public static Expectation read(JsonNode node, String pointer, Consumer<Fault> faults) {
        List<String> texts = node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : Stream.of(node.asText().split(" or ", -1)).toList();
        List<Reaction> ways = new ArrayList<>();
        for (String text : texts) {
            way(text.strip())
                    .ifPresentOrElse(
                            ways::add,
                            () -> faults.accept(new Fault(pointer, Wording.show(text) + " is no answer", HINT)));
        }
        if (texts.isEmpty()) {
            faults.accept(new Fault(pointer, "names no answer", HINT));
        }
        return new Expectation(ways);
    }

    private static Optional<Reaction> way(String text) {
        Matcher close = CLOSE.matcher(text);
        if (close.matches()) {
            return Optional.of(new Reaction.Close(Integer.parseInt(close.group(1)), true));
        }
        return switch (text) {
            case "ack" -> Optional.of(new Reaction.Accepted());
            case "nothing" -> Optional.of(new Reaction.SilentDrop(true));
            default ->
                ERROR.matcher(text).matches() ? Optional.of(new Reaction.ErrorFrame(text, true)) : Optional.empty();
        };
    }

    public boolean isNothing() {
        return ways.stream().allMatch(Reaction.SilentDrop.class::isInstance);
    }

    /** The way in which a reply is right; empty if it is not. */
    public Optional<Reaction> met(Reply reply) {
        return ways.stream().filter(way -> matches(reply, way)).findFirst();
    }

    private static boolean matches(Reply reply, Reaction way) {
        if (reply instanceof Reply.Failure failure) {
            return way instanceof Reaction.ErrorFrame error && error.code().equals(failure.code());
        } else if (reply instanceof Reply.Closed closed) {
            return way instanceof Reaction.Close close && close.code() == closed.code();
        } else if (reply instanceof Reply.Ack) {
            return way instanceof Reaction.Accepted;
        }
        return reply instanceof Reply.Silent && way instanceof Reaction.SilentDrop;
    }

    /** For people. */
    public String text() {
        return ways.stream()
                .map(way -> way instanceof Reaction.Accepted ? "ack" : way.text())
                .collect(Collectors.joining(" or "));
    }

    /** A reply for people, and to count by. */
    public static String text(Reply reply) {
        if (reply instanceof Reply.Failure failure) {
            return "error " + failure.code();
        } else if (reply instanceof Reply.Closed closed) {
            return "close " + closed.code();
        } else if (reply instanceof Reply.Ack) {
            return "ack";
        }
        return reply instanceof Reply.Silent
                ? "no answer within " + reply.elapsed().toMillis() + " ms"
                : "not sent";
    }
}
