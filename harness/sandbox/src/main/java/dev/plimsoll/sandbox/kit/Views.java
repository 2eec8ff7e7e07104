package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How things look in replies. */
final class Views {
    private Views() {}

    static ObjectNode app(KitApp app) {
        return object().put("id", app.id()).put("name", app.name()).put("created_at", text(app.createdAt()));
    }

    static ObjectNode meeting(Meeting meeting) {
        ObjectNode view = object().put("id", meeting.id());
        view.setAll(meeting.settings());
        return view.put("status", meeting.active() ? "ACTIVE" : "INACTIVE")
                .put("created_at", text(meeting.createdAt()))
                .put("updated_at", text(meeting.updatedAt()));
    }

    /** Without the token. */
    static ObjectNode participant(Participant participant) {
        Participant.Profile profile = participant.profile();
        return object().put("id", participant.id())
                .put("custom_participant_id", participant.customId())
                .put("preset_name", profile.preset().name())
                .put("name", profile.name().orElse(null))
                .put("picture", profile.picture().orElse(null))
                .put("created_at", text(participant.createdAt()))
                .put("updated_at", text(participant.updatedAt()));
    }

    static ObjectNode participantWithToken(Participant participant) {
        return participant(participant).put("token", participant.newestToken().reveal());
    }

    static ObjectNode deletedParticipant(Participant participant) {
        return object().put("custom_participant_id", participant.customId())
                .put("preset_id", participant.profile().preset().id())
                .put("created_at", text(participant.createdAt()))
                .put("updated_at", text(participant.updatedAt()));
    }

    static ObjectNode session(KitApp app, Session session, Instant now) {
        boolean live = session.live(now);
        ObjectNode view = object().put("id", session.id())
                .put("associated_id", session.meeting().id())
                .put("meeting_display_name", session.meeting().title().orElse(""))
                .put("organization_id", app.id())
                .put("status", live ? "LIVE" : "ENDED")
                .put("type", "meeting")
                .put("live_participants", session.present(now))
                .put("max_concurrent_participants", session.peak())
                .put("minutes_consumed", minutes(session.consumed(now)))
                .put("created_at", text(session.startedAt()))
                .put("started_at", text(session.startedAt()))
                .put("updated_at", text(session.changedAt(now)));
        return live ? view : view.put("ended_at", text(session.end()));
    }

    static ObjectNode peer(Session session, Peer peer, boolean withEvents, Instant now) {
        Optional<Instant> gone = peer.goneBy(now, session.end());
        ObjectNode view = object().put("id", peer.id())
                .put("user_id", peer.participant().id())
                .put("custom_participant_id", peer.participant().customId())
                .put("display_name", peer.profile().name().orElse(null))
                .put("preset_name", peer.profile().preset().name())
                .put("joined_at", text(peer.joinedAt()))
                .put("left_at", gone.map(Views::text).orElse(null))
                .put("duration", minutes(peer.stay(now, session.end())));
        return withEvents ? view.set("peer_events", events(peer, gone)) : view;
    }

    /** How a kick names those it met. */
    static ObjectNode kicked(Peer peer) {
        return object().put("id", peer.id())
                .put("user_id", peer.participant().id())
                .put("custom_participant_id", peer.participant().customId())
                .put("name", peer.profile().name().orElse(null))
                .put("preset_name", peer.profile().preset().name());
    }

    static ObjectNode recording(KitApp app, Recording recording, Instant now) {
        Optional<Instant> stopped = recording.stoppedAt(now);
        boolean uploaded = recording.state(now) == Recording.State.UPLOADED;
        Optional<Instant> expiry = stopped.filter(at -> uploaded)
                .map(at -> at.plus(recording.terms().retention()));
        ObjectNode view = object().put("id", recording.id())
                .put("status", recording.state(now).name())
                .put("invoked_time", text(recording.invokedAt()))
                .put("started_time", recording.startedAt(now).map(Views::text).orElse(null))
                .put("stopped_time", stopped.map(Views::text).orElse(null))
                .put("session_id", recording.session().id())
                .put("output_file_name", recording.terms().fileName())
                .put("file_size", uploaded ? fileSize(recording, now) : null)
                .put("download_url", uploaded ? "https://files.invalid/" + recording.id() : null)
                .put("download_url_expiry", expiry.map(Views::text).orElse(null))
                .put("audio_download_url", (String) null)
                .put("recording_duration", recording.length(now).toSeconds());
        view.set("start_reason", reason(app, recording.terms().reason().name()));
        if (stopped.isPresent() && recording.stopReason() != Recording.StopReason.UNNAMED) {
            view.set("stop_reason", reason(app, recording.stopReason().name()));
        }
        return view;
    }

    static ObjectNode preset(Preset preset) {
        ObjectNode view = presetItem(preset);
        return view.setAll(preset.content());
    }

    static ObjectNode presetItem(Preset preset) {
        return object().put("id", preset.id())
                .put("name", preset.name())
                .put("created_at", text(preset.createdAt()))
                .put("updated_at", text(preset.createdAt()));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String text(Instant time) {
        return time.toString();
    }

    private static ArrayNode events(Peer peer, Optional<Instant> gone) {
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        events.add(event("PEER_CREATED", peer.joinedAt()));
        events.add(event("PEER_JOINING", peer.joinedAt()));
        gone.ifPresent(at -> events.add(event("PEER_LEAVING", at)));
        return events;
    }

    private static ObjectNode event(String type, Instant at) {
        return object().put("type", type).put("created_at", text(at));
    }

    private static ObjectNode reason(KitApp app, String reason) {
        ObjectNode view = object().put("reason", reason);
        view.putObject("caller")
                .put("type", "ORGANIZATION")
                .put("name", app.name())
                .put("user_Id", app.id());
        return view;
    }

    /** As if it were 1 Mbit/s. */
    private static Long fileSize(Recording recording, Instant now) {
        return recording.length(now).toMillis() * 125;
    }

    private static double minutes(Duration duration) {
        return duration.toMillis() / 60_000.0;
    }
}
