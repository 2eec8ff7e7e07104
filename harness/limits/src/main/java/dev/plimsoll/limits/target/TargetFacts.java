package dev.plimsoll.limits.target;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.plan.SourceAddresses;
import dev.plimsoll.signalling.Endpoint;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a target. What is empty cannot be probed.
 *
 * @param sources local addresses to connect from
 * @param connectRate how many connects one source address may make
 * @param disposable whether nobody else uses it, so that shared quotas may be used up
 */
public record TargetFacts(
        Optional<Signalling> signalling,
        Optional<Rest> rest,
        Optional<Turn> turn,
        Optional<TurnApi> turnApi,
        Optional<Kit> realtimeKit,
        SourceAddresses sources,
        ConnectRate connectRate,
        boolean disposable) {
    public TargetFacts {
        Objects.requireNonNull(signalling, "signalling");
        Objects.requireNonNull(rest, "rest");
        Objects.requireNonNull(turn, "turn");
        Objects.requireNonNull(turnApi, "turnApi");
        Objects.requireNonNull(realtimeKit, "realtimeKit");
        Objects.requireNonNull(sources, "sources");
        Objects.requireNonNull(connectRate, "connectRate");
    }

    /** @param origin sent as the Origin header of every connect that does not ask for another */
    public record Signalling(Endpoint endpoint, Credentials credentials, Optional<String> origin) {}

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
     */
    public record Turn(List<String> urls, Optional<String> username, Optional<Secret> password) {
        public Turn {
            urls = List.copyOf(urls);
        }
    }

    /** An API that mints TURN credentials, and the key that it is used with. */
    public record TurnApi(URI base, String keyId, Secret bearer) {}

    /** RealtimeKit's REST API: the account's API token, and the app that it is used with. */
    public record Kit(URI base, String appId, Secret bearer) {}

    public Set<Fact> known() {
        Set<Fact> known = EnumSet.noneOf(Fact.class);
        signalling.ifPresent(there -> {
            known.add(Fact.SIGNALLING);
            there.credentials().signingKey().ifPresent(key -> known.add(Fact.SIGNING_KEY));
            there.credentials().publishableKey().ifPresent(key -> known.add(Fact.PUBLISHABLE_KEY));
        });
        rest.ifPresent(there -> known.add(Fact.REST));
        turn.ifPresent(there -> known.add(Fact.TURN));
        turnApi.ifPresent(there -> known.add(Fact.TURN_API));
        realtimeKit.ifPresent(there -> known.add(Fact.REALTIMEKIT));
        if (sources.size() > 1) {
            known.add(Fact.SOURCE_ADDRESSES);
        }
        return known;
    }
}
