package dev.plimsoll.simulations.dsl;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.signalling.client.ReconnectPolicy;
import dev.plimsoll.simulations.connection.ConnectionSettings;
import dev.plimsoll.simulations.engine.StepRun;
import io.gatling.javaapi.core.Session;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Connects; see {@link SignallingSteps#connect()}. Immutable.
 *
 * <p>Sets the session's attributes {@code signalling.outcome} (the outcome's code: {@code accepted}, {@code 4010},
 * {@code 429}, {@code timeout-welcome} ...) and, if accepted, {@code signalling.peerId}.
 */
public final class ConnectStep extends Step {
    private static final long FIRST_LOWEST_CLOSE_CODE = 1000;

    private final Expectation expected;
    private final Optional<ReconnectPolicy> reconnect;

    ConnectStep(String name, String connection) {
        this(name, connection, new Expectation.Acceptance(), Optional.empty());
    }

    private ConnectStep(String name, String connection, Expectation expected, Optional<ReconnectPolicy> reconnect) {
        super(name, connection);
        this.expected = expected;
        this.reconnect = reconnect;
    }

    private sealed interface Expectation {
        record Acceptance() implements Expectation {}

        record Code(int code) implements Expectation {}

        record ErrorCode(String code) implements Expectation {}
    }

    /**
     * The connect must be refused with this HTTP status (below 1000) or closed before its welcome with this close code;
     * then the step is OK, and anything else, acceptance first, is KO.
     */
    public ConnectStep expectRejected(int statusOrCloseCode) {
        return new ConnectStep(name, connection, new Expectation.Code(statusOrCloseCode), reconnect);
    }

    /** The connect must be refused over HTTP with this error code in its body: {@code origin_not_allowed}. */
    public ConnectStep expectRejected(String errorCode) {
        return new ConnectStep(name, connection, new Expectation.ErrorCode(errorCode), reconnect);
    }

    /** What this connection does when it is lost, in place of the server's policy. */
    public ConnectStep reconnect(ReconnectPolicy policy) {
        return new ConnectStep(name, connection, expected, Optional.of(policy));
    }

    @Override
    void carryOut(StepRun run, SignallingComponents components) {
        SignallingProtocol protocol = components.protocol();
        Session session = new Session(run.session());
        ConnectionSettings settings = new ConnectionSettings(
                components.opener(),
                () -> protocol.credentials().apply(session),
                protocol.sourceOf(run.session().userId()),
                reconnect.orElse(protocol.reconnect()),
                protocol.answerTimeout(),
                new SplittableRandom(run.session().userId()));
        UserConnection.of(run.session(), connection).ifPresent(UserConnection::leave);
        UserConnection user = new UserConnection(name, run.session(), settings, run.log());
        long startMillis = System.currentTimeMillis();
        user.connection().connect(System.nanoTime(), outcome -> decided(run, user, startMillis, outcome));
    }

    private void decided(StepRun run, UserConnection user, long startMillis, ConnectOutcome outcome) {
        io.gatling.core.session.Session session = run.session().set("signalling.outcome", outcome.code());
        if (outcome instanceof ConnectOutcome.Accepted accepted) {
            session = user.putInto(session.set("signalling.peerId", accepted.peerId()), connection);
        }
        boolean ok = meets(outcome);
        finish(
                run,
                session,
                startMillis,
                ok,
                outcome.code(),
                ok ? "" : "expected " + wanted() + ", got " + shown(outcome));
    }

    private boolean meets(ConnectOutcome outcome) {
        if (expected instanceof Expectation.Code code) {
            return code.code() < FIRST_LOWEST_CLOSE_CODE
                    ? outcome instanceof ConnectOutcome.RejectedByHttp http && http.status() == code.code()
                    : outcome instanceof ConnectOutcome.RejectedByClose close && close.closeCode() == code.code();
        }
        if (expected instanceof Expectation.ErrorCode error) {
            return outcome instanceof ConnectOutcome.RejectedByHttp http
                    && http.errorCode().equals(error.code());
        }
        return outcome instanceof ConnectOutcome.Accepted;
    }

    private String wanted() {
        if (expected instanceof Expectation.Code code) {
            return Integer.toString(code.code());
        }
        return expected instanceof Expectation.ErrorCode error ? error.code() : "accepted";
    }

    private static String shown(ConnectOutcome outcome) {
        if (outcome instanceof ConnectOutcome.RejectedByHttp http) {
            return http.status() + " " + http.errorCode();
        }
        if (outcome instanceof ConnectOutcome.RejectedByClose close) {
            return close.closeCode() + " " + close.reason();
        }
        return outcome instanceof ConnectOutcome.Broken broken ? broken.code() + " " + broken.detail() : outcome.code();
    }
}
