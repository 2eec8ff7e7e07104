package dev.plimsoll.simulations.dsl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.plimsoll.simulations.connection.Answer;
import dev.plimsoll.simulations.engine.StepRun;
import io.gatling.commons.validation.Validation;
import io.gatling.core.session.Session;
import io.gatling.javaapi.core.internal.Expressions;
import java.util.Optional;
import scala.Function1;

/** Sends a request and waits for its answer; see {@link SignallingSteps}. Immutable. */
public final class RequestStep extends Step {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Function1<Session, Validation<String>> to;
    private final Function1<Session, Validation<String>> payload;
    private final SignallingSteps.Ask ask;
    private final Optional<String> expectedError;

    RequestStep(String name, String connection, String to, String payload, SignallingSteps.Ask ask) {
        this(
                name,
                connection,
                Expressions.toStringExpression(to),
                Expressions.toStringExpression(payload),
                ask,
                Optional.empty());
    }

    private RequestStep(
            String name,
            String connection,
            Function1<Session, Validation<String>> to,
            Function1<Session, Validation<String>> payload,
            SignallingSteps.Ask ask,
            Optional<String> expectedError) {
        super(name, connection);
        this.to = to;
        this.payload = payload;
        this.ask = ask;
        this.expectedError = expectedError;
    }

    /** The service must answer with this error code; then the step is OK, and an ack is KO. */
    public RequestStep expectRejected(String errorCode) {
        return new RequestStep(name, connection, to, payload, ask, Optional.of(errorCode));
    }

    @Override
    void carryOut(StepRun run, SignallingComponents components) {
        long startMillis = System.currentTimeMillis();
        connectionOf(run).ifPresent(user -> {
            Optional<UserConnection.Loss> loss = user.connection().isOpen() ? Optional.empty() : user.claimLoss();
            if (loss.isPresent()) {
                finish(
                        run,
                        startMillis,
                        false,
                        "closed-" + loss.get().closeCode(),
                        loss.get().reason());
                return;
            }
            String target = resolve(to, run.session());
            ask.of(user.connection(), target, data(run.session()), answer -> answered(run, startMillis, answer));
        });
    }

    private JsonNode data(Session session) {
        String text = resolve(payload, session);
        try {
            return text.isEmpty() ? NullNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the payload is not JSON: " + text, e);
        }
    }

    private void answered(StepRun run, long startMillis, Answer answer) {
        boolean ok = expectedError
                .map(wanted -> answer instanceof Answer.Refused refused
                        && refused.code().equals(wanted))
                .orElse(answer instanceof Answer.Acked);
        String message = answer instanceof Answer.Refused refused ? refused.message() : answer.code();
        finish(
                run,
                startMillis,
                ok,
                answer.code(),
                expectedError
                        .map(wanted -> "expected " + wanted + ", got " + answer.code())
                        .orElse(message));
    }
}
