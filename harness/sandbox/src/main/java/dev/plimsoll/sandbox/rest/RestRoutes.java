package dev.plimsoll.sandbox.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.sandbox.connect.Tenant;
import dev.plimsoll.sandbox.connect.Tenants;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.sandbox.net.JsonReply;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The REST control plane over HTTP: rate, size and credential are checked here, in this order. For the event loop. */
public final class RestRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST_BYTES = 2 << 20;

    private final Rules rules;
    private final Tenants tenants;
    private final RestApi api;
    private final RestWindow window;
    private final InstantSource clock;

    public RestRoutes(Rules rules, Tenants tenants, InstantSource clock) {
        this.rules = rules;
        this.tenants = tenants;
        this.clock = clock;
        this.api = new RestApi(rules, clock);
        this.window = new RestWindow(rules);
    }

    public void mount(Router router) {
        BodyHandler bodies = BodyHandler.create(false).setBodyLimit(MOST_BYTES);
        route(router, HttpMethod.POST, "/v1/tokens", bodies, (tenant, context) -> api.mint(tenant, body(context)));
        route(
                router,
                HttpMethod.GET,
                "/v1/channels/.+/peers",
                bodies,
                (tenant, context) -> api.peers(tenant, between(context, "/v1/channels/", "/peers")));
        route(
                router,
                HttpMethod.POST,
                "/v1/channels/.+/publish",
                bodies,
                (tenant, context) -> api.publish(tenant, between(context, "/v1/channels/", "/publish"), body(context)));
        route(
                router,
                HttpMethod.DELETE,
                "/v1/peers/.+",
                bodies,
                (tenant, context) -> api.kick(tenant, between(context, "/v1/peers/", "")));
        route(router, HttpMethod.GET, "/v1/usage", bodies, (tenant, context) -> api.usage(tenant));
    }

    private interface Call {
        RestReply answer(Tenant tenant, RoutingContext context);
    }

    private void route(Router router, HttpMethod method, String path, BodyHandler bodies, Call call) {
        router.routeWithRegex(method, path).handler(this::withinRate);
        router.routeWithRegex(method, path)
                .handler(bodies)
                .handler(context -> answer(context, call))
                .failureHandler(RestRoutes::failed);
    }

    private void withinRate(RoutingContext context) {
        String address = context.request().remoteAddress().hostAddress();
        Optional<Duration> wait = window.admit(address, clock.instant());
        if (wait.isEmpty()) {
            context.next();
            return;
        }
        if (!rules.has(Fault.REST_429_WITHOUT_RETRY_AFTER)) {
            long seconds = Math.max(1, (wait.get().toMillis() + 999) / 1000);
            context.response().putHeader("Retry-After", Long.toString(seconds));
        }
        JsonReply.error(context.response(), 429, "rate_limited", "too many calls from this address");
    }

    private void answer(RoutingContext context, Call call) {
        if (context.body() != null && context.body().length() > rules.maxRestBody()) {
            JsonReply.error(context.response(), 413, "invalid_request", "the body is too large");
            return;
        }
        RestReply reply = tenant(context.request().getHeader("Authorization"))
                .map(tenant -> call.answer(tenant, context))
                .orElseGet(() -> RestReply.error(401, "unauthorized", "unknown credential"));
        JsonReply.send(context.response(), reply.status(), reply.body());
    }

    /** Nothing tells a caller which half of its credential is wrong. */
    private Optional<Tenant> tenant(String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return Optional.empty();
        }
        String[] halves = authorization.substring("Bearer ".length()).split(":", 2);
        Optional<Tenant> tenant = tenants.bySigningKey(halves[0]);
        if (rules.has(Fault.REST_SECRET_NOT_CHECKED)) {
            return tenant;
        }
        return tenant.filter(
                found -> halves.length == 2 && found.keys().secret().reveal().equals(halves[1]));
    }

    /** What a path holds, percent-encoded or with plain slashes. */
    private static String between(RoutingContext context, String prefix, String suffix) {
        String path = context.request().path();
        String raw = path.substring(prefix.length(), path.length() - suffix.length());
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return raw;
        }
    }

    private static JsonNode body(RoutingContext context) {
        try {
            byte[] bytes = context.body().buffer() == null
                    ? new byte[0]
                    : context.body().buffer().getBytes();
            JsonNode read = JSON.readTree(bytes);
            return read == null ? JsonNodeFactory.instance.missingNode() : read;
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.missingNode();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void failed(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        if (context.statusCode() == 413) {
            JsonReply.refuse(context.response(), 413, "invalid_request", "the body is too large");
        } else {
            JsonReply.error(context.response(), 503, "internal_error", "try again");
        }
    }
}
