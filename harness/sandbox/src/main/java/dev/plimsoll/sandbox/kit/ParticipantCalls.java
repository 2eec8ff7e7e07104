package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.Secret;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Participants of a meeting: add, list, get, change, delete, new token. Any number may be enrolled. */
final class ParticipantCalls {
    private final Basis basis;
    private final ParticipantTokens tokens;

    ParticipantCalls(Basis basis, ParticipantTokens tokens) {
        this.basis = basis;
        this.tokens = tokens;
    }

    Reply add(KitApp app, String meetingId, ObjectNode body) {
        return app.meeting(meetingId)
                .map(meeting -> fault(Shape.PARTICIPANT, body)
                        .or(() -> nameFault(body))
                        .map(basis::invalid)
                        .orElseGet(() -> add(app, meeting, body)))
                .orElseGet(() -> Reply.noSuch("meeting"));
    }

    Reply list(KitApp app, String meetingId, Query query) {
        Optional<Meeting> meeting = app.meeting(meetingId);
        if (meeting.isEmpty()) {
            return Reply.noSuch("meeting");
        }
        return Listing.fault(query).map(basis::invalid).orElseGet(() -> {
            Listing listing = Listing.of(query);
            Stream<Participant> matched = meeting.get().participants().stream()
                    .filter(p -> listing.spans(p.createdAt()))
                    .filter(p -> listing.finds(
                            p.id(), p.customId(), p.profile().name().orElse("")));
            return listing.answer(
                    matched, Comparator.comparing(Participant::createdAt), this::readView, items -> items);
        });
    }

    Reply get(KitApp app, String meetingId, String id) {
        return found(app, meetingId, id, (meeting, participant) -> Reply.ok(readView(participant)));
    }

    /** Answers with a new token. */
    Reply change(KitApp app, String meetingId, String id, ObjectNode body) {
        return found(
                app,
                meetingId,
                id,
                (meeting, participant) -> fault(Shape.PARTICIPANT_CHANGE, body)
                        .map(basis::invalid)
                        .orElseGet(() -> change(app, meeting, participant, body)));
    }

    /** Future joins are refused; a peer that is in a session stays. */
    Reply delete(KitApp app, String meetingId, String id) {
        return found(app, meetingId, id, (meeting, participant) -> {
            participant.delete(basis.now());
            return Reply.ok(Views.deletedParticipant(participant));
        });
    }

    Reply newToken(KitApp app, String meetingId, String id) {
        return found(app, meetingId, id, (meeting, participant) -> {
            Secret token = mint(app, meeting, participant.id());
            participant.renew(token);
            return Reply.ok(Views.object().put("token", token.reveal()));
        });
    }

    private Reply add(KitApp app, Meeting meeting, ObjectNode body) {
        Optional<Preset> preset = app.presetNamed(body.get("preset_name").asText());
        if (preset.isEmpty()) {
            return unknownPreset();
        }
        if (!basis.rules().permitsEnrolment(meeting.participants().size())) {
            return Reply.conflict("the meeting has as many participants as it may");
        }
        Instant now = basis.now();
        String id = basis.ids().get();
        Participant participant = new Participant(
                id,
                body.get("custom_participant_id").asText(),
                new Participant.Profile(text(body, "name"), text(body, "picture"), preset.get()),
                mint(app, meeting, id),
                now);
        meeting.enrol(participant);
        return Reply.created(Views.participantWithToken(participant));
    }

    private Reply change(KitApp app, Meeting meeting, Participant participant, ObjectNode body) {
        Participant.Profile before = participant.profile();
        Optional<Preset> preset =
                text(body, "preset_name").map(app::presetNamed).orElse(Optional.of(before.preset()));
        if (preset.isEmpty()) {
            return unknownPreset();
        }
        Participant.Profile after = new Participant.Profile(
                text(body, "name").or(before::name), text(body, "picture").or(before::picture), preset.get());
        participant.change(after, basis.now());
        participant.renew(mint(app, meeting, participant.id()));
        return Reply.ok(Views.participantWithToken(participant));
    }

    private Reply found(KitApp app, String meetingId, String id, BiFunction<Meeting, Participant, Reply> answer) {
        Optional<Meeting> meeting = app.meeting(meetingId);
        return meeting.flatMap(in -> in.participant(id))
                .map(participant -> answer.apply(meeting.orElseThrow(), participant))
                .orElseGet(() -> Reply.noSuch(meeting.isPresent() ? "participant" : "meeting"));
    }

    private ObjectNode readView(Participant participant) {
        return basis.rules().readersSeeTokens()
                ? Views.participantWithToken(participant)
                : Views.participant(participant);
    }

    private Secret mint(KitApp app, Meeting meeting, String participantId) {
        return tokens.mint(
                app.id(),
                meeting.id(),
                participantId,
                basis.now(),
                basis.rules().tokenTtl());
    }

    private Optional<String> fault(Shape shape, ObjectNode body) {
        KitLimits rules = basis.rules();
        return shape.fault(body).or(() -> rules.lengthFault(body, "name", rules.nameLength()));
    }

    private Optional<String> nameFault(ObjectNode body) {
        return basis.rules().settings().strictName() && !body.hasNonNull("name")
                ? Optional.of("name is required")
                : Optional.empty();
    }

    private Reply unknownPreset() {
        return new Reply.Refused(basis.rules().settings().unknownPresetStatus(), "no preset has this preset_name");
    }

    private static Optional<String> text(ObjectNode body, String field) {
        return body.hasNonNull(field) ? Optional.of(body.get(field).asText()) : Optional.empty();
    }
}
