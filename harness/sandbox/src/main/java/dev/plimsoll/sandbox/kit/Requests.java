package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads requests. */
final class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final int BODY_LIMIT = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Requests() {}

    static BodyHandler bodies() {
        return BodyHandler.create(false).setBodyLimit(BODY_LIMIT);
    }

    /** The body, which may be missing where every field may; empty if it is anything but an object. */
    static Optional<ObjectNode> body(RoutingContext context) {
        Buffer bytes = context.body().buffer();
        if (bytes == null || bytes.length() == 0) {
            return Optional.of(Views.object());
        }
        try {
            return Optional.of(JSON.readTree(bytes.getBytes()))
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Query query(RoutingContext context) {
        Map<String, List<String>> parameters = new HashMap<>();
        context.queryParams().names().forEach(name -> parameters.put(name, context.queryParam(name)));
        return new Query(parameters);
    }

    static void failed(RoutingContext context) {
        int status = context.statusCode() >= 400 ? context.statusCode() : 500;
        if (status == 500) {
            LOG.error("a RealtimeKit call failed", context.failure());
        }
        if (!context.response().ended()) {
            String message = status == 413 ? "the body is too large" : "the request failed";
            Answers.send(context, new Reply.Refused(status, message));
        }
    }
}
