package dev.plimsoll.cli;

import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfig;
import dev.plimsoll.sandbox.connect.AppKeys;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What a sandbox that runs alone tells about itself. Its keys open nothing else, so they are shown in full. */
final class SandboxGreeting {
    private static final Duration TOKEN_LIFE = Duration.ofDays(1);

    private SandboxGreeting() {}

    static String of(Sandbox sandbox, SandboxConfig config) {
        StringBuilder text = new StringBuilder();
        line(text, "signalling", sandbox.url() + "/v1?token=JWT, or ?key=PUBLISHABLE_KEY");
        line(text, "REST", sandbox.httpUrl() + "/v1/tokens, /v1/channels/…, /v1/peers/…, /v1/usage");
        for (Map.Entry<String, AppKeys> app : sandbox.allKeys().entrySet()) {
            line(text, "app " + app.getKey(), app.getValue().publishable());
            line(
                    text,
                    "",
                    app.getValue().keyId() + ":" + app.getValue().secret().reveal());
        }
        sandbox.turnKey().ifPresent(key -> {
            line(text, "TURN", String.join(" ", sandbox.coturn().orElseThrow().urls()));
            line(
                    text,
                    "TURN API",
                    sandbox.httpUrl() + "/v1/turn/keys/" + key.id() + "/credentials/generate-ice-servers");
            line(text, "", "Bearer " + key.secret().reveal());
        });
        line(
                text,
                "RealtimeKit",
                sandbox.httpUrl() + "/client/v4/accounts/sandbox/realtime/kit/"
                        + sandbox.realtimeKit().appId());
        line(text, "", "Bearer " + sandbox.realtimeKit().apiToken().reveal());
        line(text, "control", sandbox.httpUrl() + "/__emu/faults, /__emu/config, /__emu/state");
        line(text, "", "Bearer " + sandbox.controlToken().reveal());
        if (!config.faults().isEmpty()) {
            line(
                    text,
                    "faults",
                    config.faults().stream()
                            .map(fault -> fault.id())
                            .sorted()
                            .toList()
                            .toString());
        }
        return text.append(example(sandbox)).toString();
    }

    private static String example(Sandbox sandbox) {
        AppKeys keys = sandbox.keys();
        Secret token = new TokenSigner(keys.keyId(), keys.secret())
                .sign(TokenClaims.of("me", Instant.now().plus(TOKEN_LIFE)));
        return """

                connect as "me", for a day:
                  npx wscat -c '%s/v1?token=%s'
                  > {"type":"subscribe","channel":"hello","requestId":"1"}
                plant a fault:
                  curl -X POST -H 'Authorization: Bearer %s' %s/__emu/faults/loses-deliveries

                Ctrl-C stops it.
                """.formatted(
                        sandbox.url(), token.reveal(), sandbox.controlToken().reveal(), sandbox.httpUrl());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("%-12s %s%n".formatted(name, value));
    }
}
