package dev.plimsoll.simulations.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.simulations.connection.Answer;
import dev.plimsoll.simulations.connection.SignallingConnection;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a virtual user can do on a connection. Channels, peers and payloads are Gatling expressions: {@code room-#{room}}
 * takes the session's attribute {@code room}.
 */
public final class SignallingSteps {
    static final String ONLY_CONNECTION = "default";

    private final String name;
    private final String connection;

    SignallingSteps(String name, String connection) {
        this.name = name;
        this.connection = connection;
    }

    /**
     * The connection that the step is about, for users that have several.
     *
     * <pre>{@code
     * exec(signalling("join as camera").on("camera").connect())
     * }</pre>
     */
    public SignallingSteps on(String connection) {
        return new SignallingSteps(name, connection);
    }

    /**
     * Connects and waits for the welcome. Its outcome, a close code or HTTP status included, is the response code in the
     * report; unless it is the expected one, the user is marked as failed.
     *
     * <pre>{@code
     * exec(signalling("join").connect())
     * exec(signalling("beyond the plan").connect().expectRejected(4010))
     * }</pre>
     */
    public ConnectStep connect() {
        return new ConnectStep(name, connection);
    }

    /**
     * Subscribes and waits for the ack.
     *
     * <pre>{@code
     * exec(signalling("subscribe").subscribe("room-#{room}"))
     * }</pre>
     */
    public RequestStep subscribe(String channel) {
        return new RequestStep(
                name, connection, channel, "", (live, to, data, then) -> live.subscribe(to, false, then));
    }

    /** Subscribes, and asks for the metadata of senders to come with their messages. */
    public RequestStep subscribeWithSenders(String channel) {
        return new RequestStep(name, connection, channel, "", (live, to, data, then) -> live.subscribe(to, true, then));
    }

    /** Unsubscribes and waits for the ack. */
    public RequestStep unsubscribe(String channel) {
        return new RequestStep(name, connection, channel, "", (live, to, data, then) -> live.unsubscribe(to, then));
    }

    /**
     * Publishes and waits for the ack.
     *
     * <pre>{@code
     * exec(signalling("say").publish("room-#{room}", "{\"text\":\"hello\"}"))
     * exec(signalling("too much").publish("room", "1").expectRejected("over_message_quota"))
     * }</pre>
     *
     * @param payload JSON
     */
    public RequestStep publish(String channel, String payload) {
        return new RequestStep(
                name,
                connection,
                channel,
                payload,
                (live, to, data, then) -> live.request(id -> new ClientFrame.Publish(to, data, Optional.of(id)), then));
    }

    /**
     * Sends to one peer and waits for the ack.
     *
     * <pre>{@code
     * exec(signalling("offer").send("#{partner}", "{\"sdp\":\"…\"}"))
     * }</pre>
     *
     * @param payload JSON
     */
    public RequestStep send(String peer, String payload) {
        return new RequestStep(
                name,
                connection,
                peer,
                payload,
                (live, to, data, then) -> live.request(id -> new ClientFrame.Send(to, data, Optional.of(id)), then));
    }

    /**
     * Waits for a frame of a type, {@code message}, {@code direct}, {@code presence}, {@code going_away} or {@code error};
     * one that came since the last steps and was not asked for yet counts.
     *
     * <pre>{@code
     * exec(signalling("hear").await("message").within(Duration.ofSeconds(5))
     *         .check(jsonPath("$.data.text").is("hello"), jsonPath("$.from").saveAs("speaker")))
     * }</pre>
     */
    public AwaitStep await(String type) {
        return AwaitStep.ofFrame(name, connection, type);
    }

    /**
     * Waits for the service to close the connection with a code; 1006 is TCP cut without a close frame.
     *
     * <pre>{@code
     * exec(signalling("token ends").awaitClose(4002))
     * }</pre>
     */
    public AwaitStep awaitClose(int closeCode) {
        return AwaitStep.ofClose(name, connection, closeCode);
    }

    /** Closes the connection in good order; it does not come back. */
    public LeaveStep close() {
        return new LeaveStep(name, connection, UserConnection::leave);
    }

    /** Cuts TCP as a failing network does; the connection comes back if the server's reconnect policy says so. */
    public LeaveStep drop() {
        return new LeaveStep(name, connection, user -> user.connection().drop());
    }

    /** Asks something of a connection. */
    interface Ask {
        void of(SignallingConnection live, String to, JsonNode data, Consumer<Answer> then);
    }
}
