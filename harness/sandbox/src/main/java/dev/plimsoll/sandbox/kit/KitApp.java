package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workspace: everything in it is invisible to the others. */
final class KitApp {
    private final String id;
    private final String name;
    private final Instant createdAt;
    private final Map<String, Meeting> meetings = new LinkedHashMap<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, Recording> recordings = new LinkedHashMap<>();
    private final Map<String, Preset> presets = new LinkedHashMap<>();
    private final List<Session> notKnownToHaveEnded = new ArrayList<>();

    KitApp(String id, String name, Instant now) {
        this.id = id;
        this.name = name;
        this.createdAt = now;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Instant createdAt() {
        return createdAt;
    }

    void add(Meeting meeting) {
        meetings.put(meeting.id(), meeting);
    }

    void add(Session session) {
        sessions.put(session.id(), session);
        notKnownToHaveEnded.add(session);
    }

    void add(Recording recording) {
        recordings.put(recording.id(), recording);
        recording.session().meeting().add(recording);
    }

    Preset addPreset(String presetId, ObjectNode content, Instant now) {
        Preset preset = new Preset(presetId, content, now);
        presets.put(presetId, preset);
        return preset;
    }

    void remove(Preset preset) {
        presets.remove(preset.id());
    }

    Collection<Meeting> meetings() {
        return meetings.values();
    }

    Optional<Meeting> meeting(String meetingId) {
        return Optional.ofNullable(meetings.get(meetingId));
    }

    Collection<Session> sessions() {
        return sessions.values();
    }

    Optional<Session> session(String sessionId) {
        return Optional.ofNullable(sessions.get(sessionId));
    }

    int liveSessions(Instant now) {
        notKnownToHaveEnded.removeIf(session -> !session.live(now));
        return notKnownToHaveEnded.size();
    }

    Collection<Recording> recordings() {
        return recordings.values();
    }

    Optional<Recording> recording(String recordingId) {
        return Optional.ofNullable(recordings.get(recordingId));
    }

    Collection<Preset> presets() {
        return presets.values();
    }

    Optional<Preset> preset(String presetId) {
        return Optional.ofNullable(presets.get(presetId));
    }

    Optional<Preset> presetNamed(String presetName) {
        return presets.values().stream()
                .filter(preset -> preset.name().equals(presetName))
                .findFirst();
    }
}
