package dev.plimsoll.model.fault;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What a fault came to for one call. Times are nanoseconds since the epoch.
 *
 * @param lastBefore when it carried something last before its first silence
 * @param firstAfter when it carried something again after its last one, if it still does
 * @param restored when it carried again and had its signalling again, whichever came later
 */
record CallEnd(
        String call,
        Fate fate,
        String reason,
        OptionalLong lastBefore,
        OptionalLong firstAfter,
        OptionalLong restored,
        long longestSilence,
        long messagesLost,
        List<String> paths) {
    enum Fate {
        UNDISTURBED,
        RECOVERED,
        LATE,
        NOT_BACK,
        ENDED,
        /** Its own time was over before it had to carry again. */
        OVER;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    boolean isRerouted() {
        return paths.size() > 1;
    }

    boolean isWorthTelling() {
        return fate != Fate.UNDISTURBED || isRerouted();
    }
}
