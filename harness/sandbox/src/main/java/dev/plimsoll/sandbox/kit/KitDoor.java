package dev.plimsoll.sandbox.kit;

import dev.plimsoll.sandbox.kit.CallBudget.Standing;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** What every call passes first: its budget, then its credential, then the app it is about. */
final class KitDoor {
    private static final String APP = "kit.app";
    private static final Pattern RECORDINGS =
            Pattern.compile(".*/(realtime/kit/[^/]+|v2)/recordings(/.*)?", Pattern.DOTALL);

    /** Cloudflare's own codes for these; from hearsay, like the whole envelope. */
    private static final int GATEWAY_UNAUTHENTICATED = 10000;

    private static final int GATEWAY_THROTTLED = 971;

    private final Kit kit;

    KitDoor(Kit kit) {
        this.kit = kit;
    }

    static KitApp app(RoutingContext context) {
        return context.get(APP);
    }

    /** For calls of an account, which concern no app. */
    void account(RoutingContext context) {
        enter(context, bearer(context), context::next);
    }

    /** For calls whose path names the app. */
    void app(RoutingContext context, String appId) {
        enter(context, bearer(context), () -> about(context, appId));
    }

    /** For calls of the older API, whose credential names the app. */
    void legacy(RoutingContext context) {
        Optional<String[]> pair = credential(context, "Basic ").flatMap(KitDoor::decoded);
        boolean good = pair.filter(p -> kit.app(p[0]).isPresent() && kit.isApiToken(p[1]))
                .isPresent();
        enter(context, good, () -> about(context, pair.orElseThrow()[0]));
    }

    private void enter(RoutingContext context, boolean authenticated, Runnable onwards) {
        String address = context.request().remoteAddress().hostAddress();
        boolean ofRecordings = RECORDINGS.matcher(context.request().path()).matches();
        Standing standing = kit.budget()
                .count(
                        new CallBudget.Call(authenticated ? "token" : "address " + address, address, ofRecordings),
                        kit.basis().now());
        tell(context.response(), standing);
        if (standing.refused()) {
            refuse(context, 429, "too many requests", GATEWAY_THROTTLED);
        } else if (!authenticated) {
            refuse(context, 401, "the credential is missing or wrong", GATEWAY_UNAUTHENTICATED);
        } else {
            onwards.run();
        }
    }

    private void about(RoutingContext context, String appId) {
        kit.app(appId)
                .ifPresentOrElse(app -> context.put(APP, app).next(), () -> Answers.send(context, Reply.noSuch("app")));
    }

    private void tell(HttpServerResponse response, Standing standing) {
        String policy = "\"" + standing.policy() + "\"";
        long reset = roundedUp(standing.reset());
        if (kit.basis().rules().sendsRateHeaders()) {
            response.putHeader("Ratelimit", policy + ";r=" + standing.remaining() + ";t=" + reset);
            response.putHeader(
                    "Ratelimit-Policy",
                    policy + ";q=" + standing.quota() + ";w="
                            + standing.window().toSeconds());
        }
        if (standing.refused() && kit.basis().rules().sendsRetryAfter()) {
            response.putHeader("retry-after", Long.toString(reset));
        }
    }

    private void refuse(RoutingContext context, int status, String message, int gatewayCode) {
        boolean ownEnvelope = kit.basis().rules().settings().gatewayEnvelope();
        Answers.sendGateway(context, new Reply.Refused(status, message), gatewayCode, ownEnvelope);
    }

    private boolean bearer(RoutingContext context) {
        return credential(context, "Bearer ").filter(kit::isApiToken).isPresent();
    }

    private static Optional<String> credential(RoutingContext context, String scheme) {
        return Optional.ofNullable(context.request().getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, scheme, 0, scheme.length()))
                .map(header -> header.substring(scheme.length()).strip());
    }

    private static Optional<String[]> decoded(String basic) {
        try {
            String pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            return Optional.of(pair.split(":", 2)).filter(parts -> parts.length == 2);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long roundedUp(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }
}
