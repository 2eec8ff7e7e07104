package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.sandbox.config.RealtimeKit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Starts recordings on the terms that hold at the moment. */
final class Recorder {
    private final Basis basis;

    Recorder(Basis basis) {
        this.basis = basis;
    }

    Recording startOnCall(KitApp app, Session session, JsonNode asked, Instant now) {
        return start(app, session, Recording.StartReason.API_CALL, asked, now);
    }

    /** As the meeting's {@code record_on_start} wants it. */
    void startWithSession(KitApp app, Session session, Instant now) {
        JsonNode asked = session.meeting().settings().path("recording_config");
        start(app, session, Recording.StartReason.RECORD_ON_START, asked, now);
    }

    private Recording start(KitApp app, Session session, Recording.StartReason reason, JsonNode asked, Instant now) {
        KitLimits rules = basis.rules();
        RealtimeKit settings = rules.settings();
        String id = basis.ids().get();
        Optional<Duration> longest =
                Optional.ofNullable(asked.get("max_seconds")).map(seconds -> Duration.ofSeconds(seconds.asLong()));
        String prefix = asked.path("file_name_prefix").asText(session.meeting().id());
        Recording recording = new Recording(
                id,
                session,
                new Recording.Terms(
                        reason,
                        prefix + "_" + id + ".mp4",
                        rules.longestRecording(longest),
                        rules.sessionEndStopsRecordings(),
                        settings.recordingStart(),
                        settings.recordingUpload(),
                        settings.recordingRetention()),
                now);
        app.add(recording);
        return recording;
    }
}
