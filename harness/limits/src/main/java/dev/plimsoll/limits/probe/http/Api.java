package dev.plimsoll.limits.probe.http;

import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.probe.rest.RestCall;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The HTTP APIs that a pack may call: where each is, and with what. */
enum Api {
    /** The signalling service's control plane; paths begin with {@code /v1}. */
    REST(Fact.REST),
    /** A TURN credential API; paths begin behind the key. */
    TURN_API(Fact.TURN_API),
    /** RealtimeKit; paths begin behind the app. */
    REALTIMEKIT(Fact.REALTIMEKIT);

    private final Fact fact;

    Api(Fact fact) {
        this.fact = fact;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(Api::label).toList();
    }

    static Optional<Api> of(String label) {
        return Arrays.stream(values()).filter(api -> api.label().equals(label)).findFirst();
    }

    Fact fact() {
        return fact;
    }

    /** @param prefix before every path */
    record Access(URI base, String prefix, Secret bearer, Optional<Secret> control, Optional<Secret> publishableKey) {
        RestCall call(String method, String path) {
            return RestCall.of(method, prefix + path);
        }
    }

    /** @throws java.util.NoSuchElementException if the target has no such API */
    Access at(TargetFacts target) {
        Optional<Secret> control = target.control().map(TargetFacts.Control::bearer);
        Optional<Secret> publishable =
                target.signalling().flatMap(there -> there.credentials().publishableKey());
        return switch (this) {
            case REST -> {
                TargetFacts.Rest rest = target.rest().orElseThrow();
                yield new Access(rest.base(), "", rest.bearer(), control, publishable);
            }
            case TURN_API -> {
                TargetFacts.TurnApi turn = target.turnApi().orElseThrow();
                yield new Access(
                        turn.base(),
                        "/v1/turn/keys/" + Endpoint.encode(turn.keyId()),
                        turn.bearer(),
                        control,
                        publishable);
            }
            case REALTIMEKIT -> {
                TargetFacts.Kit kit = target.realtimeKit().orElseThrow();
                String prefix = "/client/v4/accounts/" + Endpoint.encode(kit.account()) + "/realtime/kit/"
                        + Endpoint.encode(kit.appId());
                yield new Access(kit.base(), prefix, kit.bearer(), control, publishable);
            }
        };
    }
}
