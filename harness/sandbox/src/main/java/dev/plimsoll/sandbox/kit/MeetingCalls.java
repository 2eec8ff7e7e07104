package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Meetings: create, list, get, change, replace. */
final class MeetingCalls {
    private final Basis basis;

    MeetingCalls(Basis basis) {
        this.basis = basis;
    }

    Reply create(KitApp app, ObjectNode body) {
        return fault(body).map(basis::invalid).orElseGet(() -> {
            Meeting meeting = new Meeting(basis.ids().get(), complete(body), basis.now());
            app.add(meeting);
            return Reply.created(Views.meeting(meeting));
        });
    }

    Reply list(KitApp app, Query query) {
        return Listing.fault(query).map(basis::invalid).orElseGet(() -> {
            Listing listing = Listing.of(query);
            Stream<Meeting> matched = app.meetings().stream()
                    .filter(meeting -> listing.spans(meeting.createdAt()))
                    .filter(meeting ->
                            listing.finds(meeting.id(), meeting.title().orElse("")))
                    .filter(meeting -> query.first("status")
                            .map(status -> status.equals("ACTIVE") == meeting.active())
                            .orElse(true));
            return listing.answer(matched, Comparator.comparing(Meeting::createdAt), Views::meeting, items -> items);
        });
    }

    Reply get(KitApp app, String id) {
        return app.meeting(id)
                .map(meeting -> Reply.ok(Views.meeting(meeting)))
                .orElseGet(() -> Reply.noSuch("meeting"));
    }

    /** Changes what the body names. A session that runs is left alone. */
    Reply change(KitApp app, String id, ObjectNode body) {
        return update(app, id, body, meeting -> {
            ObjectNode settings = meeting.settings().deepCopy();
            settings.setAll(Shape.MEETING.known(body));
            return settings;
        });
    }

    /** As if the meeting had been created with this body, but for its id and status. */
    Reply replace(KitApp app, String id, ObjectNode body) {
        return update(app, id, body, meeting -> complete(body));
    }

    private interface NewSettings {
        ObjectNode of(Meeting meeting);
    }

    private Reply update(KitApp app, String id, ObjectNode body, NewSettings newSettings) {
        Optional<Meeting> found = app.meeting(id);
        if (found.isEmpty()) {
            return Reply.noSuch("meeting");
        }
        return fault(body)
                .or(() -> Shape.MEETING_STATUS.fault(body))
                .map(basis::invalid)
                .orElseGet(() -> {
                    Meeting meeting = found.get();
                    Instant now = basis.now();
                    boolean active = Optional.ofNullable(body.get("status"))
                            .map(status -> status.asText().equals("ACTIVE"))
                            .orElse(meeting.active());
                    meeting.change(newSettings.of(meeting), active, now);
                    return Reply.ok(Views.meeting(meeting));
                });
    }

    private Optional<String> fault(ObjectNode body) {
        KitLimits rules = basis.rules();
        return Shape.MEETING
                .fault(body)
                .or(() -> rules.lengthFault(body, "title", rules.titleLength()))
                .or(() -> rules.keepAliveFault(body))
                .or(() -> rules.maxSecondsFault(body.path("recording_config")));
    }

    private ObjectNode complete(ObjectNode body) {
        ObjectNode settings = Shape.MEETING.known(body);
        if (!settings.has(Meeting.KEEP_ALIVE)) {
            settings.put(
                    Meeting.KEEP_ALIVE,
                    basis.rules().settings().defaultKeepAlive().toSeconds());
        }
        return settings;
    }
}
