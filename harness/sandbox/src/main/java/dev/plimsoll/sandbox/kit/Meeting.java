package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A room that can be used again and again; sessions are what happens in it. */
final class Meeting {
    static final String KEEP_ALIVE = "session_keep_alive_time_in_secs";

    private final String id;
    private final Instant createdAt;
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private final List<Recording> recordings = new ArrayList<>();
    private ObjectNode settings;
    private boolean active = true;
    private Instant updatedAt;
    private Optional<Session> latest = Optional.empty();

    /** @param settings all fields of the create call, among them the keep-alive time */
    Meeting(String id, ObjectNode settings, Instant now) {
        this.id = id;
        this.settings = settings;
        this.createdAt = now;
        this.updatedAt = now;
    }

    String id() {
        return id;
    }

    ObjectNode settings() {
        return settings;
    }

    Optional<String> title() {
        return Optional.ofNullable(settings.get("title")).map(title -> title.asText());
    }

    Duration keepAlive() {
        return Duration.ofSeconds(settings.get(KEEP_ALIVE).asLong());
    }

    boolean active() {
        return active;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    void change(ObjectNode newSettings, boolean nowActive, Instant now) {
        settings = newSettings;
        active = nowActive;
        updatedAt = now;
    }

    void enrol(Participant participant) {
        participants.put(participant.id(), participant);
    }

    /** Those who were not deleted. */
    Collection<Participant> participants() {
        return participants.values().stream().filter(p -> !p.deleted()).toList();
    }

    Optional<Participant> participant(String participantId) {
        return everEnrolled(participantId).filter(p -> !p.deleted());
    }

    /** Deleted ones too. */
    Optional<Participant> everEnrolled(String participantId) {
        return Optional.ofNullable(participants.get(participantId));
    }

    void begin(Session session) {
        latest = Optional.of(session);
    }

    /** The session that was begun last, over or not. */
    Optional<Session> latest() {
        return latest;
    }

    Optional<Session> live(Instant now) {
        return latest.filter(session -> session.live(now));
    }

    void add(Recording recording) {
        recordings.add(recording);
    }

    /** The newest recording that is neither stopped nor over. */
    Optional<Recording> activeRecording(Instant now) {
        return recordings.stream().filter(recording -> recording.active(now)).reduce((older, newer) -> newer);
    }
}
