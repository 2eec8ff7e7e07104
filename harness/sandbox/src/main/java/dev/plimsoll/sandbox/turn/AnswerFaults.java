package dev.plimsoll.sandbox.turn;

import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What becomes of coturn's answers to one client under faults that coturn has no setting for. For one thread. */
final class AnswerFaults {
    /** Those that are not coturn's own. */
    static final Set<Fault> ALL = EnumSet.of(Fault.TURN_LIFETIME_AS_ASKED, Fault.TURN_WRONG_ERROR_CODES);

    private static final int ERROR_BITS = 0x0110;
    private static final int ALLOCATED = 0x0103;
    private static final int REFRESHED = 0x0104;
    /** TURN's own codes (RFC 8656 section 19), as class and number of an ERROR-CODE. */
    private static final Set<Integer> TURNS_OWN = Set.of(0x403, 0x425, 0x426, 0x429, 0x456);

    private static final int BAD_REQUEST = 0x400;

    private final Set<Fault> faults;
    private final Secret shared;
    private OptionalInt asked = OptionalInt.empty();
    private Optional<String> username = Optional.empty();

    /** @param shared the secret that coturn's credentials are made from */
    AnswerFaults(Set<Fault> faults, Secret shared) {
        this.faults = Set.copyOf(faults);
        this.shared = shared;
    }

    /** To be told what the client asked before it is answered. */
    void asked(byte[] packet) {
        StunBytes.of(packet).ifPresent(request -> {
            asked = request.number(StunBytes.LIFETIME);
            username = request.text(StunBytes.USERNAME);
        });
    }

    byte[] bend(byte[] packet) {
        return StunBytes.of(packet).map(this::bent).map(StunBytes::toArray).orElse(packet);
    }

    private StunBytes bent(StunBytes answer) {
        boolean isError = (answer.type() & ERROR_BITS) == ERROR_BITS;
        if (isError && faults.contains(Fault.TURN_WRONG_ERROR_CODES)) {
            return withWrongCode(answer);
        }
        boolean granted = answer.type() == ALLOCATED || answer.type() == REFRESHED;
        boolean longer = asked.orElse(0) > 0 && username.isPresent() && faults.contains(Fault.TURN_LIFETIME_AS_ASKED);
        return granted && longer && answer.number(StunBytes.LIFETIME).isPresent() ? asAsked(answer) : answer;
    }

    /** The class is in the third byte, the number within it in the fourth (RFC 8489 section 14.8). */
    private static StunBytes withWrongCode(StunBytes answer) {
        OptionalInt word = answer.number(StunBytes.ERROR_CODE);
        return word.isPresent() && TURNS_OWN.contains(word.getAsInt() & 0x7FF)
                ? answer.with(StunBytes.ERROR_CODE, BAD_REQUEST)
                : answer;
    }

    private StunBytes asAsked(StunBytes answer) {
        TurnCredential credential = TurnCredential.of(shared, username.orElseThrow());
        return answer.with(StunBytes.LIFETIME, asked.getAsInt()).signed(credential, CoturnConfig.REALM);
    }
}
