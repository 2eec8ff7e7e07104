package dev.plimsoll.sandbox.config;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * Limits of the RealtimeKit part. Where Cloudflare documents none, the number is one that users report, and
 * {@code /__emu/limits} says so.
 *
 * @param participantsPerSession joined at once, beyond which a join is refused
 * @param sessionsPerApp live at once
 * @param sessionDuration after which a session ends by itself
 * @param titleLength of a meeting, in UTF-16 units
 * @param nameLength of a participant
 * @param presetNameLength of a preset
 * @param tokenTtl of a participant's token
 * @param rotateInvalidates whether a refresh ends the tokens before it
 * @param strictName whether a participant without a name is refused when it is added; else its joins are
 * @param validationStatus of a body that fails validation: 400 or 422
 * @param unknownPresetStatus of a participant whose preset does not exist: 400, 404 or 422
 * @param callsPerWindow REST calls of one API token in {@code callWindow}, beyond which every call is refused for
 *     {@code lockOut}
 * @param callsPerSecondPerAddress REST calls of one address in a second, whatever their token; 0 for any number
 * @param recordingCallsPerWindow calls of the recording endpoints in {@code recordingWindow}
 * @param recordingStart between the call that starts a recording and its first second
 * @param recordingUpload between the end of a recording and its file
 * @param recordingRetention how long a recording's file can be fetched
 * @param gatewayEnvelope whether 401 and 429 come in the gateway's envelope instead of RealtimeKit's
 */
public record RealtimeKit(
        int participantsPerSession,
        int sessionsPerApp,
        Duration sessionDuration,
        int titleLength,
        int nameLength,
        int presetNameLength,
        Duration tokenTtl,
        boolean rotateInvalidates,
        boolean strictName,
        int validationStatus,
        int unknownPresetStatus,
        int callsPerWindow,
        Duration callWindow,
        Duration lockOut,
        int callsPerSecondPerAddress,
        int recordingCallsPerWindow,
        Duration recordingWindow,
        Duration minRecording,
        Duration maxRecording,
        Duration recordingStart,
        Duration recordingUpload,
        Duration recordingRetention,
        Duration minKeepAlive,
        Duration defaultKeepAlive,
        Duration maxKeepAlive,
        boolean gatewayEnvelope) {
    public RealtimeKit {
        oneOf("validationStatus", validationStatus, Set.of(400, 422));
        oneOf("unknownPresetStatus", unknownPresetStatus, Set.of(400, 404, 422));
    }

    private static void oneOf(String setting, int status, Set<Integer> permitted) {
        if (!permitted.contains(status)) {
            throw new IllegalArgumentException(
                    "realtimeKit." + setting + " is " + status + ", not one of " + new TreeSet<>(permitted));
        }
    }
}
