package dev.plimsoll.simulations.dsl;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.SourceAddresses;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import dev.plimsoll.signalling.client.ReconnectPolicy;
import io.gatling.core.protocol.Protocol;
import io.gatling.javaapi.core.ProtocolBuilder;
import io.gatling.javaapi.core.Session;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Describes the service under load. Immutable: each call answers a new one.
 *
 * <pre>{@code
 * server("wss://rms.example.com")
 *         .signedBy("sk_id_…", secret)
 *         .sourceAddresses("127.0.0.2-127.0.0.9")
 *         .reconnect(ReconnectPolicy.SDK)
 * }</pre>
 */
public final class SignallingProtocolBuilder implements ProtocolBuilder {
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final Draft draft;

    private SignallingProtocolBuilder(Draft draft) {
        this.draft = draft;
    }

    static SignallingProtocolBuilder of(String url) {
        Draft draft = new Draft();
        draft.endpoint = new Endpoint(URI.create(url));
        return new SignallingProtocolBuilder(draft);
    }

    /** Everybody presents this publishable key. */
    public SignallingProtocolBuilder key(String publishableKey) {
        return with(changed -> changed.credentials = session -> new Endpoint.Presented.Key(new Secret(publishableKey)));
    }

    /** Each connect presents the token that this function makes of the user's session; called on event loops. */
    public SignallingProtocolBuilder token(Function<Session, String> token) {
        return with(changed ->
                changed.credentials = session -> new Endpoint.Presented.Token(new Secret(token.apply(session))));
    }

    /** Each connect presents a token, signed anew and good for an hour, for the peer {@code user-<id of the user>}. */
    public SignallingProtocolBuilder signedBy(String keyId, String keySecret) {
        TokenSigner signer = new TokenSigner(keyId, new Secret(keySecret));
        return with(changed -> changed.credentials = session -> new Endpoint.Presented.Token(signer.sign(
                TokenClaims.of("user-" + session.userId(), Instant.now().plus(TOKEN_LIFE)))));
    }

    /** Sends an Origin header, for keys that list origins. */
    public SignallingProtocolBuilder origin(String origin) {
        return with(changed -> changed.origin = Optional.of(origin));
    }

    /**
     * How long things may take.
     *
     * @param connect from TCP connect to welcome; 10 s unless set
     * @param answer from a request to its ack; 15 s unless set
     */
    public SignallingProtocolBuilder timeouts(Duration connect, Duration answer) {
        return with(changed -> {
            changed.connectTimeout = connect;
            changed.answerTimeout = answer;
        });
    }

    /**
     * Connects from these local addresses, round robin by user: {@code 127.0.0.2-127.0.0.9}, or a CIDR.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public SignallingProtocolBuilder sourceAddresses(String addresses) {
        List<InetAddress> sources = SourceAddresses.parse(addresses).addresses();
        return with(changed -> changed.sources = sources);
    }

    /** What connections do when they are lost; they stay away unless this is set. */
    public SignallingProtocolBuilder reconnect(ReconnectPolicy policy) {
        return with(changed -> changed.reconnect = policy);
    }

    private SignallingProtocolBuilder with(Consumer<Draft> change) {
        Draft changed = draft.copy();
        change.accept(changed);
        return new SignallingProtocolBuilder(changed);
    }

    @Override
    public Protocol protocol() {
        return new SignallingProtocol(
                draft.endpoint,
                draft.credentials,
                draft.origin,
                draft.connectTimeout,
                draft.answerTimeout,
                draft.sources,
                draft.reconnect);
    }

    /** What was said so far; changed only in a copy that nobody else has seen. */
    private static final class Draft implements Cloneable {
        private Endpoint endpoint;
        private Function<Session, Endpoint.Presented> credentials = session -> {
            throw new IllegalStateException("no credential; give server(…) a key, token or signedBy");
        };
        private Optional<String> origin = Optional.empty();
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration answerTimeout = Duration.ofSeconds(15);
        private List<InetAddress> sources = List.of();
        private ReconnectPolicy reconnect = ReconnectPolicy.NONE;

        Draft copy() {
            try {
                return (Draft) clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("it is cloneable", e);
            }
        }
    }
}
