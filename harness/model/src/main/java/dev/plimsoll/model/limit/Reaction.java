package dev.plimsoll.model.limit;

import java.util.Objects;

/** How a service reacts to what is beyond a limit. */
public sealed interface Reaction {
    /** For people: {@code close 4010 before the welcome}. */
    String text();

    /** Whether the connection is still there afterwards. */
    boolean connectionStays();

    /**
     * An HTTP answer: of the upgrade, or of a REST call.
     *
     * @param errorCode the service's identifier in the body; empty where none is stated
     */
    record HttpStatus(int status, String errorCode) implements Reaction {
        public HttpStatus {
            Objects.requireNonNull(errorCode, "errorCode");
        }

        @Override
        public String text() {
            return "HTTP " + status + (errorCode.isEmpty() ? "" : " " + errorCode);
        }

        @Override
        public boolean connectionStays() {
            return false;
        }
    }

    /** @param welcomed whether the connection was welcomed before it is closed */
    record Close(int code, boolean welcomed) implements Reaction {
        @Override
        public String text() {
            return "close " + code + (welcomed ? "" : " before the welcome");
        }

        @Override
        public boolean connectionStays() {
            return false;
        }
    }

    /** An error frame in answer to a request. */
    record ErrorFrame(String code, boolean connectionStays) implements Reaction {
        public ErrorFrame {
            Objects.requireNonNull(code, "code");
        }

        @Override
        public String text() {
            return "error " + code + (connectionStays ? ", the connection stays" : "");
        }
    }

    /** What is beyond the limit is dropped, and nobody is told. */
    record SilentDrop(boolean connectionStays) implements Reaction {
        @Override
        public String text() {
            return "dropped without a word" + (connectionStays ? ", the connection stays" : "");
        }
    }

    /** Nothing happens: it is accepted. */
    record Accepted() implements Reaction {
        @Override
        public String text() {
            return "accepted";
        }

        @Override
        public boolean connectionStays() {
            return true;
        }
    }

    /** An error response of a STUN or TURN server. */
    record StunError(int code) implements Reaction {
        @Override
        public String text() {
            return "STUN error " + code;
        }

        @Override
        public boolean connectionStays() {
            return true;
        }
    }
}
