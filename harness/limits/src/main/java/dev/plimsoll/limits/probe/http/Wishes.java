package dev.plimsoll.limits.probe.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.signalling.http.HttpAnswer;
import dev.plimsoll.signalling.probe.rest.RestExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a step's answer should be, held against what it is. Pure. */
final class Wishes {
    private static final String ACCEPTED = "accepted";
    private static final String REFUSED = "refused";

    private final List<Reaction.HttpStatus> refusals;

    Wishes(Limit limit) {
        this.refusals = limit.reactions().stream()
                .filter(Reaction.HttpStatus.class::isInstance)
                .map(Reaction.HttpStatus.class::cast)
                .toList();
    }

    /** For people. */
    String expected(HttpStep step) {
        JsonNode expect = step.field("expect");
        String status = expect.isMissingNode() || expect.asText().equals(ACCEPTED)
                ? ACCEPTED
                : expect.asText().equals(REFUSED)
                        ? refusals.stream().map(Reaction::text).collect(Collectors.joining(" or "))
                        : "HTTP " + expect;
        List<String> more = new ArrayList<>(List.of(status));
        step.field("json").properties().forEach(wish -> more.add(wish.getKey() + ": " + wish.getValue()));
        step.field("headers").properties().forEach(wish -> more.add(wish.getKey() + ": " + wish.getValue()));
        return String.join(", ", more);
    }

    /** What is not as wanted, in sentences. */
    List<String> unmet(HttpStep step, RestExchange exchange, Blanks blanks) {
        List<String> unmet = new ArrayList<>();
        if (!isExpected(step.field("expect"), exchange)) {
            String code = exchange.errorCode().isEmpty() ? "" : " (" + exchange.errorCode() + ")";
            unmet.add(Journey.status(exchange) + code + " where expected is " + expected(step));
        }
        JsonNode body = exchange.json();
        step.field("json")
                .properties()
                .forEach(wish -> Matchers.mismatch(blanks.fill(wish.getValue()), body.at(wish.getKey()))
                        .ifPresent(what -> unmet.add(wish.getKey() + " " + what)));
        step.field("headers")
                .properties()
                .forEach(wish -> Matchers.mismatch(blanks.fill(wish.getValue()), header(exchange, wish.getKey()))
                        .ifPresent(what -> unmet.add("the header " + wish.getKey() + " " + what)));
        return unmet;
    }

    private static JsonNode header(RestExchange exchange, String name) {
        return exchange.answer()
                .flatMap(answer -> answer.header(name))
                .<JsonNode>map(TextNode::valueOf)
                .orElse(MissingNode.getInstance());
    }

    private boolean isExpected(JsonNode expect, RestExchange exchange) {
        if (expect.isIntegralNumber()) {
            return exchange.status() == expect.asInt();
        }
        if (expect.isArray()) {
            return expect.valueStream().anyMatch(status -> status.asInt() == exchange.status());
        }
        return expect.asText().equals(REFUSED)
                ? exchange.answer().filter(this::isDocumented).isPresent()
                : exchange.isSuccess();
    }

    private boolean isDocumented(HttpAnswer answer) {
        return refusals.stream()
                .anyMatch(refusal -> refusal.status() == answer.status()
                        && (refusal.errorCode().isEmpty() || refusal.errorCode().equals(answer.errorCode())));
    }
}
