package dev.plimsoll.signalling.probe.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plimsoll.signalling.http.HttpAnswer;
import dev.plimsoll.signalling.probe.Transcript.Line;
import dev.plimsoll.signalling.probe.Transcript.Speaker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A call that was made and what it came to.
 *
 * @param startedNanos by the client's clock
 */
public record RestExchange(RestCall call, long startedNanos, Duration elapsed, Result result) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a call came to. */
    public sealed interface Result {
        record Answered(HttpAnswer answer) implements Result {}

        /** No whole answer in time. */
        record TimedOut() implements Result {}

        /** @param detail what the network or the protocol said, masked */
        record Broken(String detail) implements Result {}
    }

    public Optional<HttpAnswer> answer() {
        return result instanceof Result.Answered answered ? Optional.of(answered.answer()) : Optional.empty();
    }

    /** The answer's status; 0 if there is no answer. */
    public int status() {
        return answer().map(HttpAnswer::status).orElse(0);
    }

    public boolean isSuccess() {
        return answer().filter(HttpAnswer::isSuccess).isPresent();
    }

    /** The service's identifier of what went wrong; empty if there is none. */
    public String errorCode() {
        return answer().map(HttpAnswer::errorCode).orElse("");
    }

    /** The body of the answer; a missing node if there is none or it is no JSON. */
    public JsonNode json() {
        try {
            JsonNode read = JSON.readTree(answer().map(HttpAnswer::body).orElse(""));
            return read == null ? MissingNode.getInstance() : read;
        } catch (JsonProcessingException | NumberFormatException e) {
            return MissingNode.getInstance();
        }
    }

    /** The exchange as evidence, secrets masked. */
    public List<Line> lines() {
        String asked = call.method() + " " + call.path()
                + call.body().map(body -> " " + body).orElse("");
        String said = result instanceof Result.Answered answered
                ? answered.answer().describe()
                : result instanceof Result.Broken broken ? "broken: " + broken.detail() : "no whole answer in time";
        Speaker speaker = answer().isPresent() ? Speaker.SERVICE : Speaker.NARRATOR;
        return List.of(
                Line.of(startedNanos, Speaker.CLIENT, asked, call.secrets()),
                Line.of(startedNanos + elapsed.toNanos(), speaker, said, call.secrets()));
    }

    /** Masked. */
    @Override
    public String toString() {
        return call + " -> "
                + (answer().isPresent() ? status() : result.getClass().getSimpleName());
    }
}
