package dev.plimsoll.sandbox.kit;

import java.util.Optional;

/** What an attempt to join a session came to. */
sealed interface JoinOutcome {
    record Joined(String peerId, String sessionId, String participantId) implements JoinOutcome {}

    record Refused(Refusal refusal) implements JoinOutcome {}

    /** Why somebody may not join. The names are the sandbox's own. */
    enum Refusal {
        INVALID_TOKEN("0004", "the token was not minted here, or for another meeting"),
        TOKEN_EXPIRED("0004", "the token's time is over"),
        TOKEN_REPLACED("0004", "a newer token replaced this one"),
        PARTICIPANT_DELETED("0004", "the participant was deleted"),
        NAME_MISSING("0002", "the participant has no name"),
        MEETING_INACTIVE("", "the meeting is inactive"),
        MAX_PARTICIPANTS("", "the session is full"),
        MAX_SESSIONS("", "the app has as many live sessions as it may have");

        private final String sdkCode;
        private final String message;

        Refusal(String sdkCode, String message) {
            this.sdkCode = sdkCode;
            this.message = message;
        }

        /** What the client SDK is known to report; empty where nothing is on record. */
        Optional<String> sdkCode() {
            return Optional.of(sdkCode).filter(code -> !code.isEmpty());
        }

        String message() {
            return message;
        }
    }
}
