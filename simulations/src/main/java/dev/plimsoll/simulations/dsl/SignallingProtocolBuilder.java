package dev.plimsoll.simulations.dsl;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.plan.SourceAddresses;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import dev.plimsoll.signalling.client.ReconnectPolicy;
import io.gatling.core.protocol.Protocol;
import io.gatling.javaapi.core.ProtocolBuilder;
import io.gatling.javaapi.core.Session;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    private final SignallingProtocol protocol;

    private SignallingProtocolBuilder(SignallingProtocol protocol) {
        this.protocol = protocol;
    }

    static SignallingProtocolBuilder of(String url) {
        return new SignallingProtocolBuilder(new SignallingProtocol(
                new Endpoint(URI.create(url)),
                session -> {
                    throw new IllegalStateException("no credential; give server(…) a key, token or signedBy");
                },
                Optional.empty(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                List.of(),
                ReconnectPolicy.NONE));
    }

    /** Everybody presents this publishable key. */
    public SignallingProtocolBuilder key(String publishableKey) {
        return credentials(session -> new Endpoint.Presented.Key(new Secret(publishableKey)));
    }

    /** Each connect presents the token that this function makes of the user's session; called on event loops. */
    public SignallingProtocolBuilder token(Function<Session, String> token) {
        return credentials(session -> new Endpoint.Presented.Token(new Secret(token.apply(session))));
    }

    /** Each connect presents a token, signed anew and good for an hour, for the peer {@code user-<id of the user>}. */
    public SignallingProtocolBuilder signedBy(String keyId, String keySecret) {
        TokenSigner signer = new TokenSigner(keyId, new Secret(keySecret));
        return credentials(session -> new Endpoint.Presented.Token(signer.sign(
                TokenClaims.of("user-" + session.userId(), Instant.now().plus(TOKEN_LIFE)))));
    }

    private SignallingProtocolBuilder credentials(Function<Session, Endpoint.Presented> credentials) {
        return with(new SignallingProtocol(
                protocol.endpoint(),
                credentials,
                protocol.origin(),
                protocol.connectTimeout(),
                protocol.answerTimeout(),
                protocol.sources(),
                protocol.reconnect()));
    }

    /** Sends an Origin header, for keys that list origins. */
    public SignallingProtocolBuilder origin(String origin) {
        return with(new SignallingProtocol(
                protocol.endpoint(),
                protocol.credentials(),
                Optional.of(origin),
                protocol.connectTimeout(),
                protocol.answerTimeout(),
                protocol.sources(),
                protocol.reconnect()));
    }

    /**
     * How long things may take.
     *
     * @param connect from TCP connect to welcome; 10 s unless set
     * @param answer from a request to its ack; 15 s unless set
     */
    public SignallingProtocolBuilder timeouts(Duration connect, Duration answer) {
        return with(new SignallingProtocol(
                protocol.endpoint(),
                protocol.credentials(),
                protocol.origin(),
                connect,
                answer,
                protocol.sources(),
                protocol.reconnect()));
    }

    /** Connects from these local addresses, round robin by user: {@code 127.0.0.2-127.0.0.9}, or a CIDR. */
    public SignallingProtocolBuilder sourceAddresses(String addresses) {
        return with(new SignallingProtocol(
                protocol.endpoint(),
                protocol.credentials(),
                protocol.origin(),
                protocol.connectTimeout(),
                protocol.answerTimeout(),
                SourceAddresses.parse(addresses).addresses(),
                protocol.reconnect()));
    }

    /** What connections do when they are lost; they stay away unless this is set. */
    public SignallingProtocolBuilder reconnect(ReconnectPolicy policy) {
        return with(new SignallingProtocol(
                protocol.endpoint(),
                protocol.credentials(),
                protocol.origin(),
                protocol.connectTimeout(),
                protocol.answerTimeout(),
                protocol.sources(),
                policy));
    }

    private static SignallingProtocolBuilder with(SignallingProtocol protocol) {
        return new SignallingProtocolBuilder(protocol);
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }
}
