package dev.plimsoll.model.scenario;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * How agents come by TURN servers, and what they use of them.
 *
 * @param source of URLs and credentials
 * @param ttl for which credentials are asked, 1 s to 48 h; a welcome's and static ones are as they are
 * @param shared whether all peers use one credential instead of one each
 * @param relayOnly whether no path but through a TURN server is used
 * @param withPort53 whether URLs on port 53 are used too
 */
public record TurnUse(Source source, Duration ttl, boolean shared, boolean relayOnly, boolean withPort53) {
    public static final TurnUse USUAL = new TurnUse(Source.WELCOME, Duration.ofHours(1), false, true, false);

    public TurnUse {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(ttl, "ttl");
    }

    /** Where servers and credentials come from. */
    public enum Source {
        /** The welcome's metadata. */
        WELCOME,
        /** The target's credential API. */
        API,
        /** Made of the secret that the target's TURN servers share. */
        SECRET,
        /** One credential, as the target's services name it. */
        STATIC;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException if none has this label */
        public static Source of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }
}
