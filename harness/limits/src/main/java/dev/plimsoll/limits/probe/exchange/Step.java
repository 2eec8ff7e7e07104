package dev.plimsoll.limits.probe.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.limits.probe.peer.Expectation;
import java.time.Duration;
import java.util.Optional;

/** One step of an exchange. Whatever it holds may have names in braces in its texts. */
sealed interface Step {

    /** For people, before names are filled in: {@code a sends subscribe: ack}. */
    String title();

    /** How many messages the plan counts for it, at most. */
    default long messages() {
        return 0;
    }

    /** How many REST calls it makes. */
    default long calls() {
        return 0;
    }

    /** How long it takes at most where all is as documented, besides the way there and back. */
    default Duration lasts(Duration quiet) {
        return Duration.ZERO;
    }

    /**
     * A peer sends something.
     *
     * @param what an object is a frame, a text is sent as it is
     * @param answer empty if nothing is said of it; a frame then gets no request id
     * @param first whether nothing else may come before the answer
     */
    record Sends(String peer, JsonNode what, Optional<Expectation> answer, boolean first) implements Step {
        @Override
        public String title() {
            String frame = what.isObject() ? what.path("type").asText("a frame without type") : "a text";
            return peer + " sends " + frame
                    + answer.map(expected -> ": " + expected.text()).orElse("")
                    + (first ? " before anything else" : "");
        }

        @Override
        public long messages() {
            String type = what.path("type").asText();
            return type.equals("publish") || type.equals("send") ? 1 : 0;
        }

        @Override
        public Duration lasts(Duration quiet) {
            return answer.filter(Expectation::isNothing).isPresent() ? quiet : Duration.ZERO;
        }
    }

    /** The next frame that a peer gets without having asked for it; an empty shape means that there is none. */
    record Hears(String peer, Optional<JsonNode> shape, Optional<Duration> within) implements Step {
        @Override
        public String title() {
            return peer + " hears "
                    + shape.map(frame -> frame.path("type").asText("a frame")).orElse("nothing");
        }

        @Override
        public Duration lasts(Duration quiet) {
            return shape.isEmpty() ? quiet : within.orElse(Duration.ZERO);
        }
    }

    /** What the welcome of a peer said. */
    record Welcomed(String peer, JsonNode shape) implements Step {
        @Override
        public String title() {
            return "what " + peer + " was welcomed with";
        }
    }

    /** The service closes a peer's connection. */
    record Ends(String peer, int closeCode) implements Step {
        @Override
        public String title() {
            return peer + " is closed with " + closeCode;
        }
    }

    record Leaves(String peer, How how) implements Step {
        /** Ways to leave. */
        enum How {
            /** With a close frame. */
            CLOSE,
            /** Ends TCP. */
            DROP,
            /** Stays connected and neither reads nor answers any more. */
            SILENT
        }

        @Override
        public String title() {
            return peer + " leaves (" + how.name().toLowerCase(java.util.Locale.ROOT) + ")";
        }
    }

    /**
     * A REST call.
     *
     * @param errorCode empty if nothing is said of it
     * @param shape of the answer's body
     */
    record Rest(
            String method,
            String path,
            Optional<JsonNode> body,
            int status,
            Optional<String> errorCode,
            Optional<JsonNode> shape)
            implements Step {
        @Override
        public String title() {
            return method + " " + path + ": " + status
                    + errorCode.map(code -> " " + code).orElse("");
        }

        @Override
        public long messages() {
            return path.endsWith("/publish") ? 1 : 0;
        }

        @Override
        public long calls() {
            return 1;
        }
    }

    /** How many messages the plan counted since the exchange began. */
    record Used(long count) implements Step {
        @Override
        public String title() {
            return count + " messages were counted";
        }

        /** Before and after; what comes late is asked for again. */
        @Override
        public long calls() {
            return 5;
        }
    }
}
