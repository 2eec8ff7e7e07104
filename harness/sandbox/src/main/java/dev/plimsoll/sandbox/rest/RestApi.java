package dev.plimsoll.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.sandbox.connect.Tenant;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.fault.Rules;
import dev.plimsoll.sandbox.hub.Plan;
import dev.plimsoll.signalling.Action;
import dev.plimsoll.signalling.ProtocolLimits;
import dev.plimsoll.signalling.frame.ServerFrame.Member;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/** The five calls of the REST control plane (Metered docs, rest-api). For the server's event loop. */
final class RestApi {
    private static final String FREE_PLAN = "SIGNALLING_FREE";
    private static final String PAID_PLAN = "SIGNALLING_BASIC";

    private final Rules rules;
    private final InstantSource clock;
    private final TokenMint mint;

    RestApi(Rules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
        this.mint = new TokenMint(rules);
    }

    RestReply mint(Tenant tenant, JsonNode request) {
        return mint.mint(tenant, request, clock.instant());
    }

    RestReply peers(Tenant tenant, String channel) {
        Optional<RestReply> refusal = refusal(tenant, channel, Action.PRESENCE);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("channel", channel);
        ArrayNode peers = body.putArray("peers");
        for (Member member : tenant.hub().members(channel)) {
            ObjectNode peer = peers.addObject().put("peerId", member.peerId());
            member.metadata().ifPresent(metadata -> peer.set("metadata", metadata));
        }
        return RestReply.ok(body);
    }

    RestReply publish(Tenant tenant, String channel, JsonNode request) {
        Optional<RestReply> refusal = refusal(tenant, channel, Action.PUBLISH);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        boolean sound = request.has("data")
                && (!request.has("from") || request.get("from").isTextual())
                && (!request.has("peerMetadata") || request.get("peerMetadata").isObject());
        if (!sound) {
            return RestReply.error(400, "invalid_request", "data is required; from is a text, peerMetadata an object");
        }
        if (!tenant.plan().takeMessage(1)) {
            return RestReply.error(403, "over_message_quota", "the plan's messages are used up");
        }
        int delivered = rules.has(Fault.REST_PUBLISH_UNDELIVERED)
                ? 1
                : tenant.hub()
                        .publish(
                                Optional.empty(),
                                request.path("from").asText("server"),
                                channel,
                                request.get("data"),
                                Optional.ofNullable(request.get("peerMetadata")));
        return RestReply.ok(
                JsonNodeFactory.instance.objectNode().put("channel", channel).put("delivered", delivered));
    }

    RestReply kick(Tenant tenant, String peerId) {
        if (!ProtocolLimits.isPeerId(peerId)) {
            return RestReply.error(400, "invalid_request", "a peer id is 1 to 128 printable ASCII characters");
        }
        int closed = tenant.hub().kick(peerId);
        return RestReply.ok(
                JsonNodeFactory.instance.objectNode().put("peerId", peerId).put("closed", closed));
    }

    RestReply usage(Tenant tenant) {
        Plan.Used used = tenant.plan().used();
        YearMonth month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("appId", tenant.app().name())
                .put("periodStartUnix", start(month).getEpochSecond())
                .put("periodEndUnix", start(month.plusMonths(1)).getEpochSecond())
                .put("concurrentNow", used.concurrent())
                .put("peakConcurrent", used.peakConcurrent())
                .put("messagesUsed", used.messages())
                .put("overageMessages", used.overageMessages())
                .put("overageConnections", used.overageConnections());
        boolean overages = rules.config().overages();
        body.putObject("plan")
                .put("name", overages ? PAID_PLAN : FREE_PLAN)
                .put("maxConcurrentConnections", rules.config().maxConcurrentConnections())
                .put("maxMessagesPerPeriod", rules.config().maxMessages())
                .put("overagesAllowed", overages)
                .put("overagesEnabled", overages);
        return RestReply.ok(body);
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private Optional<RestReply> refusal(Tenant tenant, String channel, Action action) {
        if (!ProtocolLimits.isChannelName(channel)) {
            return Optional.of(RestReply.error(400, "invalid_request", "a channel is 1 to 256 bytes"));
        }
        if (ProtocolLimits.isReservedChannel(channel)) {
            return Optional.of(RestReply.error(400, "channel_reserved", "reserved channel"));
        }
        if (!rules.permits(tenant.signingScope(), action)) {
            return Optional.of(RestReply.error(403, "action_not_permitted", action.wire() + " not permitted"));
        }
        if (!rules.covers(tenant.signingScope(), channel)) {
            return Optional.of(RestReply.error(403, "channel_not_authorized", "channel not authorized"));
        }
        return Optional.empty();
    }
}
