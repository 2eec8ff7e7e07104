package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Recordings: start, get, stop, pause, resume, the active one, list. */
final class RecordingCalls {
    private final Basis basis;
    private final Recorder recorder;

    RecordingCalls(Basis basis, Recorder recorder) {
        this.basis = basis;
        this.recorder = recorder;
    }

    Reply start(KitApp app, ObjectNode body) {
        return Shape.RECORDING
                .fault(body)
                .or(() -> basis.rules().maxSecondsFault(body))
                .map(basis::invalid)
                .orElseGet(() -> app.meeting(body.get("meeting_id").asText())
                        .map(meeting -> start(app, meeting, body))
                        .orElseGet(() -> Reply.noSuch("meeting")));
    }

    Reply get(KitApp app, String id) {
        return app.recording(id)
                .map(recording -> Reply.ok(Views.recording(app, recording, basis.now())))
                .orElseGet(() -> Reply.noSuch("recording"));
    }

    Reply active(KitApp app, String meetingId) {
        Instant now = basis.now();
        return app.meeting(meetingId)
                .flatMap(meeting -> meeting.activeRecording(now))
                .map(recording -> Reply.ok(Views.recording(app, recording, now)))
                .orElseGet(() -> Reply.noSuch("active recording"));
    }

    Reply act(KitApp app, String id, ObjectNode body) {
        Optional<Recording> recording = app.recording(id);
        if (recording.isEmpty()) {
            return Reply.noSuch("recording");
        }
        return Shape.RECORDING_ACTION.fault(body).map(basis::invalid).orElseGet(() -> {
            Instant now = basis.now();
            Recording.State before = recording.get().state(now);
            return act(recording.get(), body.get("action").asText(), now)
                    ? Reply.ok(Views.recording(app, recording.get(), now))
                    : Reply.conflict("the recording is " + before);
        });
    }

    Reply list(KitApp app, Query query) {
        return Listing.fault(query).map(basis::invalid).orElseGet(() -> {
            Instant now = basis.now();
            Listing listing = Listing.of(query);
            Stream<Recording> matched = app.recordings().stream()
                    .filter(recording -> listing.spans(recording.invokedAt()))
                    .filter(recording ->
                            listing.finds(recording.id(), recording.terms().fileName()))
                    .filter(recording -> matches(recording, query, now));
            return listing.answer(
                    matched,
                    Comparator.comparing(Recording::invokedAt),
                    recording -> listed(app, recording, now),
                    items -> items);
        });
    }

    private Reply start(KitApp app, Meeting meeting, ObjectNode body) {
        Instant now = basis.now();
        Optional<Session> session = meeting.live(now);
        if (session.isEmpty()) {
            return new Reply.Refused(400, "the meeting has no active session");
        }
        boolean multiple = body.path("allow_multiple_recordings").asBoolean();
        if (meeting.activeRecording(now).isPresent() && !basis.rules().permitsSecondRecording(multiple)) {
            return Reply.conflict("the meeting is being recorded already");
        }
        Recording recording = recorder.startOnCall(app, session.get(), body, now);
        return Reply.ok(Views.recording(app, recording, now));
    }

    /** Whether the recording is in a state that permits the action. */
    private static boolean act(Recording recording, String action, Instant now) {
        Recording.State state = recording.state(now);
        if (action.equals("stop") && recording.active(now)) {
            recording.stop(now);
            return true;
        }
        if (action.equals("pause") && state == Recording.State.RECORDING) {
            recording.pause(now);
            return true;
        }
        if (action.equals("resume") && state == Recording.State.PAUSED) {
            recording.resume(now);
            return true;
        }
        return false;
    }

    private static boolean matches(Recording recording, Query query, Instant now) {
        List<String> states = query.all("status");
        boolean expired = recording.state(now) == Recording.State.UPLOADED
                && recording
                        .stoppedAt(now)
                        .map(at -> !at.plus(recording.terms().retention()).isAfter(now))
                        .orElse(false);
        return query.first("meeting_id")
                        .map(recording.session().meeting().id()::equals)
                        .orElse(true)
                && (states.isEmpty() || states.contains(recording.state(now).name()))
                && query.first("expired")
                        .map(wanted -> Boolean.parseBoolean(wanted) == expired)
                        .orElse(true);
    }

    private static ObjectNode listed(KitApp app, Recording recording, Instant now) {
        ObjectNode view = Views.recording(app, recording, now);
        return view.set("meeting", Views.meeting(recording.session().meeting()));
    }
}
