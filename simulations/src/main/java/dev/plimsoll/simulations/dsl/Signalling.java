package dev.plimsoll.simulations.dsl;

/**
 * Realtime signalling for Gatling simulations. Unlike Gatling's own WebSocket support it never loses the status and body of
 * a refused upgrade or the code of a close, and a connection that is upgraded and then closed before its welcome is a
 * rejection, not a success.
 *
 * <pre>{@code
 * var service = server("ws://127.0.0.1:7880").signedBy("sk_id_…", secret);
 *
 * var listener = scenario("listener")
 *         .exec(signalling("join").connect())
 *         .exec(signalling("subscribe").subscribe("room-#{room}"))
 *         .exec(signalling("hear").await("message").within(Duration.ofSeconds(5))
 *                 .check(jsonPath("$.data.text").is("hello")))
 *         .exec(signalling("leave").close());
 *
 * setUp(listener.injectOpen(rampUsers(100).during(10))).protocols(service);
 * }</pre>
 */
public final class Signalling {
    private Signalling() {}

    /** The service under load; {@code url} is scheme and authority, {@code wss://host}. Goes to {@code protocols(…)}. */
    public static SignallingProtocolBuilder server(String url) {
        return SignallingProtocolBuilder.of(url);
    }

    /** A step; {@code name} is its line in Gatling's report. */
    public static SignallingSteps signalling(String name) {
        return new SignallingSteps(name, SignallingSteps.ONLY_CONNECTION);
    }
}
