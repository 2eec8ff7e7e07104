package dev.plimsoll.limits.facts;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.SourceAddresses;
import dev.plimsoll.signalling.Endpoint;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is known of a target. What is empty cannot be probed.
 *
 * @param sources local addresses to connect from
 * @param connectRate how many connects one source address may make
 * @param disposable whether nobody else uses it, so that shared quotas may be used up
 * @param control where it can be told to do what otherwise happens by chance or to others
 */
public record TargetFacts(
        Optional<Signalling> signalling,
        Optional<Rest> rest,
        Optional<Turn> turn,
        Optional<TurnApi> turnApi,
        Optional<Kit> realtimeKit,
        SourceAddresses sources,
        ConnectRate connectRate,
        boolean disposable,
        Optional<Control> control) {
    public TargetFacts {
        Objects.requireNonNull(signalling, "signalling");
        Objects.requireNonNull(rest, "rest");
        Objects.requireNonNull(turn, "turn");
        Objects.requireNonNull(turnApi, "turnApi");
        Objects.requireNonNull(realtimeKit, "realtimeKit");
        Objects.requireNonNull(sources, "sources");
        Objects.requireNonNull(connectRate, "connectRate");
        Objects.requireNonNull(control, "control");
    }

    /** One that nobody can tell what to do. */
    public TargetFacts(
            Optional<Signalling> signalling,
            Optional<Rest> rest,
            Optional<Turn> turn,
            Optional<TurnApi> turnApi,
            Optional<Kit> realtimeKit,
            SourceAddresses sources,
            ConnectRate connectRate,
            boolean disposable) {
        this(signalling, rest, turn, turnApi, realtimeKit, sources, connectRate, disposable, Optional.empty());
    }

    /**
     * A signalling service.
     *
     * @param origin sent as the Origin header of every connect that does not ask for another
     * @param otherApp credentials of another app at the same endpoint, whose peers must never meet the first one's
     */
    public record Signalling(
            Endpoint endpoint, Credentials credentials, Optional<String> origin, Optional<Credentials> otherApp) {

        /** Where only one app is known. */
        public Signalling(Endpoint endpoint, Credentials credentials, Optional<String> origin) {
            this(endpoint, credentials, origin, Optional.empty());
        }

        /** Every value that must not be told. */
        public List<Secret> secrets() {
            return Stream.concat(Stream.of(credentials), otherApp.stream())
                    .flatMap(held -> held.secrets().stream())
                    .toList();
        }
    }

    /**
     * A REST control plane.
     *
     * @param base scheme and authority, {@code https://host}
     * @param bearer of a key that may do everything
     */
    public record Rest(URI base, Secret bearer) {}

    /**
     * TURN servers.
     *
     * @param urls as in a list of ICE servers, {@code turn:127.0.0.1:3478?transport=udp}
     * @param username of a credential that holds for the whole run; empty if each must be minted
     * @param sharedSecret from which credentials are made (coturn's {@code static-auth-secret})
     * @param selfSigned whether any certificate is accepted
     */
    public record Turn(
            List<String> urls,
            Optional<String> username,
            Optional<Secret> password,
            Optional<Secret> sharedSecret,
            boolean selfSigned) {
        public Turn {
            urls = List.copyOf(urls);
            Objects.requireNonNull(username, "username");
            Objects.requireNonNull(password, "password");
            Objects.requireNonNull(sharedSecret, "sharedSecret");
        }

        /** Of a server whose credentials come from an API. */
        public static Turn withoutCredential(List<String> urls, boolean selfSigned) {
            return new Turn(urls, Optional.empty(), Optional.empty(), Optional.empty(), selfSigned);
        }
    }

    /** An API that mints TURN credentials, and the key that it is used with. */
    public record TurnApi(URI base, String keyId, Secret bearer) {}

    /**
     * RealtimeKit's REST API.
     *
     * @param bearer the account's API token
     */
    public record Kit(URI base, String account, String appId, Secret bearer) {}

    /** Endpoints by which a target is operated: a sandbox has them, a provider does not show them. */
    public record Control(URI base, Secret bearer) {}

    public TargetFacts withControl(Control there) {
        return new TargetFacts(
                signalling, rest, turn, turnApi, realtimeKit, sources, connectRate, disposable, Optional.of(there));
    }

    public Set<Fact> known() {
        Set<Fact> known = EnumSet.noneOf(Fact.class);
        signalling.ifPresent(there -> {
            known.add(Fact.SIGNALLING);
            there.credentials().signingKey().ifPresent(key -> known.add(Fact.SIGNING_KEY));
            there.credentials().publishableKey().ifPresent(key -> known.add(Fact.PUBLISHABLE_KEY));
            there.otherApp().flatMap(Credentials::signingKey).ifPresent(key -> known.add(Fact.OTHER_APP));
        });
        rest.ifPresent(there -> known.add(Fact.REST));
        turn.ifPresent(there -> known.add(Fact.TURN));
        turnApi.ifPresent(there -> known.add(Fact.TURN_API));
        if (turnApi.isPresent() || turn.flatMap(Turn::sharedSecret).isPresent()) {
            known.add(Fact.TURN_USERS);
        }
        realtimeKit.ifPresent(there -> known.add(Fact.REALTIMEKIT));
        control.ifPresent(there -> known.add(Fact.CONTROL));
        if (sources.size() > 1) {
            known.add(Fact.SOURCE_ADDRESSES);
        }
        return known;
    }
}
