package dev.plimsoll.agents.control;

import dev.plimsoll.model.scenario.StatsOf;
import dev.plimsoll.model.scenario.VideoSpec;
import java.util.Map;
import java.util.Objects;

/**
 * What all calls of a host have in common.
 *
 * @param dataPerSecond data-channel messages a second from the caller, 0 for none
 * @param audio whether sound is sent
 * @param setupTimeoutMs when a call that is not connected at both ends has failed
 * @param insecureTurnTls accept any certificate of the TURN server: the sandbox signs its own
 * @param relayOnly whether no other path than through a TURN server may be used
 * @param iceFromRun whether ICE servers are asked of the run; otherwise the welcome brings them
 * @param withPort53 whether TURN URLs on port 53 are used too
 * @param turnDetours URLs of TURN servers that are reached at another URL
 * @param media what sound is sent, which pictures, and by whom
 * @param statsOf of which ends getStats is read
 */
public record CallSettings(
        double dataPerSecond,
        boolean audio,
        long setupTimeoutMs,
        boolean insecureTurnTls,
        boolean relayOnly,
        boolean iceFromRun,
        boolean withPort53,
        Map<String, String> turnDetours,
        Media media,
        StatsOf statsOf) {
    public CallSettings {
        turnDetours = Map.copyOf(turnDetours);
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(statsOf, "statsOf");
    }

    /** Straight to the TURN servers, with the usual media. */
    public CallSettings(
            double dataPerSecond,
            boolean audio,
            long setupTimeoutMs,
            boolean insecureTurnTls,
            boolean relayOnly,
            boolean iceFromRun,
            boolean withPort53) {
        this(
                dataPerSecond,
                audio,
                setupTimeoutMs,
                insecureTurnTls,
                relayOnly,
                iceFromRun,
                withPort53,
                Map.of(),
                Media.USUAL,
                StatsOf.BOTH);
    }

    /**
     * What calls carry beside data.
     *
     * @param oneWay whether the caller alone sends sound and pictures, and the callee plays them
     * @param sound a WAV file, or null for synthetic speech
     * @param video null for none
     */
    public record Media(boolean oneWay, String sound, VideoSpec video) {
        public static final Media USUAL = new Media(false, null, null);
    }

    /** Whether an end sends sound and pictures; one that does not plays what it receives. */
    public boolean sends(boolean caller) {
        return caller || !media.oneWay();
    }
}
