package dev.plimsoll.sandbox.kit;

import dev.plimsoll.model.Secret;
import java.time.Instant;
import java.util.Optional;

/** Somebody enrolled in a meeting, whether in a session or not. */
final class Participant {
    private final String id;
    private final String customId;
    private final Instant createdAt;
    private Profile profile;
    private Instant updatedAt;
    private Secret newestToken;
    private boolean deleted;

    /** What a change may touch. */
    record Profile(Optional<String> name, Optional<String> picture, Preset preset) {}

    Participant(String id, String customId, Profile profile, Secret token, Instant now) {
        this.id = id;
        this.customId = customId;
        this.profile = profile;
        this.newestToken = token;
        this.createdAt = now;
        this.updatedAt = now;
    }

    String id() {
        return id;
    }

    String customId() {
        return customId;
    }

    Profile profile() {
        return profile;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    Secret newestToken() {
        return newestToken;
    }

    boolean deleted() {
        return deleted;
    }

    void change(Profile changed, Instant now) {
        profile = changed;
        updatedAt = now;
    }

    void renew(Secret token) {
        newestToken = token;
    }

    void delete(Instant now) {
        deleted = true;
        updatedAt = now;
    }
}
