package dev.plimsoll.cli;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.RemoteServices;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What else than signalling the environment names of a target that stands on the command line as an address. Pure. */
record EnvironmentServices(Map<String, String> environment) {
    static final String HELP = "PLIMSOLL_TURN_URLS with PLIMSOLL_TURN_SECRET (or PLIMSOLL_TURN_USERNAME and "
            + "PLIMSOLL_TURN_CREDENTIAL), PLIMSOLL_TURN_KEY_ID and PLIMSOLL_TURN_KEY, PLIMSOLL_KIT_ACCOUNT, "
            + "PLIMSOLL_KIT_APP and PLIMSOLL_KIT_TOKEN";

    private static final URI CREDENTIALS = URI.create("https://rtc.live.cloudflare.com");
    private static final URI API = URI.create("https://api.cloudflare.com");

    RemoteServices read() {
        return new RemoteServices(turn(), turnApi(), realtimeKit());
    }

    private Optional<RemoteServices.Turn> turn() {
        return value("PLIMSOLL_TURN_URLS")
                .map(urls -> new RemoteServices.Turn(
                        List.of(urls.split("[,\\s]+", -1)),
                        value("PLIMSOLL_TURN_USERNAME"),
                        secret("PLIMSOLL_TURN_CREDENTIAL"),
                        secret("PLIMSOLL_TURN_SECRET")));
    }

    private Optional<RemoteServices.TurnApi> turnApi() {
        return value("PLIMSOLL_TURN_KEY_ID")
                .flatMap(
                        id -> secret("PLIMSOLL_TURN_KEY").map(key -> new RemoteServices.TurnApi(CREDENTIALS, id, key)));
    }

    private Optional<RemoteServices.RealtimeKit> realtimeKit() {
        return value("PLIMSOLL_KIT_ACCOUNT")
                .flatMap(account -> value("PLIMSOLL_KIT_APP")
                        .flatMap(app -> secret("PLIMSOLL_KIT_TOKEN")
                                .map(token -> new RemoteServices.RealtimeKit(API, account, app, token))));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private Optional<Secret> secret(String name) {
        return value(name).map(Secret::new);
    }
}
