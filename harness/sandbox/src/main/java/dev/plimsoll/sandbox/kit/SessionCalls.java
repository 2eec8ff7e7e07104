package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The session that runs in a meeting, with its kicks, and the sessions that were. */
final class SessionCalls {
    private final Basis basis;

    SessionCalls(Basis basis) {
        this.basis = basis;
    }

    Reply active(KitApp app, String meetingId) {
        return live(app, meetingId, (session, now) -> Reply.ok(Views.session(app, session, now)));
    }

    Reply kick(KitApp app, String meetingId, ObjectNode body) {
        return live(
                app,
                meetingId,
                (session, now) -> fault(body).map(basis::invalid).orElseGet(() -> kick(session, body, now)));
    }

    /** Ends the session at once, without the keep-alive time. */
    Reply kickAll(KitApp app, String meetingId) {
        return live(app, meetingId, (session, now) -> {
            List<Peer> present = session.peers().stream().filter(Peer::present).toList();
            takeOut(session, present, now);
            if (basis.rules().kicksTakeEffect() && basis.rules().kickAllEndsSession()) {
                session.stop(now);
            }
            return Reply.ok(Views.object().put("action", "kick_all").put("kicked_participants_count", present.size()));
        });
    }

    Reply list(KitApp app, Query query) {
        return Listing.fault(query).map(basis::invalid).orElseGet(() -> {
            Instant now = basis.now();
            Listing listing = Listing.of(query);
            Stream<Session> matched = app.sessions().stream()
                    .filter(session -> listing.spans(session.startedAt()))
                    .filter(session -> matches(session, listing, query, now));
            return listing.answer(
                    matched, order(query, now), session -> Views.session(app, session, now), named("sessions"));
        });
    }

    Reply get(KitApp app, String id) {
        return app.session(id)
                .map(session -> Reply.ok(Views.session(app, session, basis.now())))
                .orElseGet(() -> Reply.noSuch("session"));
    }

    Reply participants(KitApp app, String id, Query query) {
        Optional<Session> session = app.session(id);
        if (session.isEmpty()) {
            return Reply.noSuch("session");
        }
        return Listing.fault(query).map(basis::invalid).orElseGet(() -> participants(session.get(), query));
    }

    /** @param peerId a session's participants are its peers */
    Reply participant(KitApp app, String id, String peerId, Query query) {
        Optional<Session> session = app.session(id);
        Optional<Peer> peer = session.stream()
                .flatMap(found -> found.peers().stream())
                .filter(found -> found.id().equals(peerId))
                .findFirst();
        return peer.map(found -> Views.peer(session.orElseThrow(), found, withEvents(query), basis.now()))
                .map(view -> Reply.ok(Views.object().set("participant", view)))
                .orElseGet(() -> Reply.noSuch(session.isPresent() ? "participant" : "session"));
    }

    private Reply kick(Session session, ObjectNode body, Instant now) {
        List<Peer> kicked = session.peers().stream()
                .filter(Peer::present)
                .filter(peer ->
                        names(body, "participant_ids", peer.participant().id())
                                || names(
                                        body,
                                        "custom_participant_ids",
                                        peer.participant().customId()))
                .toList();
        takeOut(session, kicked, now);
        ObjectNode data = Views.object().put("action", "kick");
        ArrayNode views = data.putArray("participants");
        kicked.forEach(peer -> views.add(Views.kicked(peer)));
        return Reply.ok(data);
    }

    private void takeOut(Session session, List<Peer> peers, Instant now) {
        if (basis.rules().kicksTakeEffect() && !peers.isEmpty()) {
            session.leave(peers, now);
        }
    }

    private static Optional<String> fault(ObjectNode body) {
        return Shape.KICK
                .fault(body)
                .or(() -> body.hasNonNull("participant_ids") || body.hasNonNull("custom_participant_ids")
                        ? Optional.empty()
                        : Optional.of("participant_ids or custom_participant_ids is required"));
    }

    private static boolean names(ObjectNode body, String field, String id) {
        for (JsonNode named : body.path(field)) {
            if (named.asText().equals(id)) {
                return true;
            }
        }
        return false;
    }

    private Reply live(KitApp app, String meetingId, BiFunction<Session, Instant, Reply> answer) {
        Instant now = basis.now();
        return app.meeting(meetingId)
                .map(meeting -> meeting.live(now)
                        .map(session -> answer.apply(session, now))
                        .orElseGet(() -> Reply.noSuch("active session")))
                .orElseGet(() -> Reply.noSuch("meeting"));
    }

    private Reply participants(Session session, Query query) {
        Instant now = basis.now();
        Listing listing = Listing.of(query);
        Stream<Peer> matched = session.peers().stream()
                .filter(peer -> listing.finds(
                        peer.id(),
                        peer.participant().customId(),
                        peer.profile().name().orElse("")));
        Comparator<Peer> order =
                query.first("sort_by").filter("duration"::equals).isPresent()
                        ? Comparator.comparing(peer -> peer.stay(now, session.end()))
                        : Comparator.comparing(Peer::joinedAt);
        return listing.answer(
                matched, order, peer -> Views.peer(session, peer, withEvents(query), now), named("participants"));
    }

    private static boolean matches(Session session, Listing listing, Query query, Instant now) {
        String status = session.live(now) ? "LIVE" : "ENDED";
        String meetingId = session.meeting().id();
        return query.first("associated_id").map(meetingId::equals).orElse(true)
                && query.first("status").map(status::equals).orElse(true)
                && listing.finds(
                        session.id(), meetingId, session.meeting().title().orElse(""));
    }

    private static Comparator<Session> order(Query query, Instant now) {
        return query.first("sort_by").filter("minutesConsumed"::equals).isPresent()
                ? Comparator.comparing(session -> session.consumed(now))
                : Comparator.comparing(Session::startedAt);
    }

    private static boolean withEvents(Query query) {
        return query.flag("include_peer_events");
    }

    private static Function<ArrayNode, JsonNode> named(String name) {
        return items -> Views.object().set(name, items);
    }
}
