package dev.plimsoll.sandbox.kit;

import dev.plimsoll.sandbox.config.RealtimeKit;
import dev.plimsoll.sandbox.kit.JoinOutcome.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Synthetic joins and leaves: the service's own signalling is not public, so the control plane stands in for it. */
final class Joins {
    private final Basis basis;
    private final ParticipantTokens tokens;
    private final Recorder recorder;

    Joins(Basis basis, ParticipantTokens tokens, Recorder recorder) {
        this.basis = basis;
        this.tokens = tokens;
        this.recorder = recorder;
    }

    JoinOutcome join(KitApp app, Meeting meeting, String token) {
        Instant now = basis.now();
        Optional<ParticipantTokens.Claims> claims = tokens.read(token)
                .filter(read -> read.appId().equals(app.id()))
                .filter(read -> read.meetingId().equals(meeting.id()));
        Optional<Participant> participant = claims.flatMap(read -> meeting.everEnrolled(read.participantId()));
        if (participant.isEmpty()) {
            return new JoinOutcome.Refused(Refusal.INVALID_TOKEN);
        }
        return refusal(claims.get(), token, participant.get(), now)
                .or(() -> refusal(app, meeting, now))
                .<JoinOutcome>map(JoinOutcome.Refused::new)
                .orElseGet(() -> admit(app, meeting, participant.get(), now));
    }

    /** Whether the peer was there. */
    boolean leave(Meeting meeting, String peerId) {
        Instant now = basis.now();
        Optional<Session> session = meeting.live(now);
        List<Peer> leaving = session.stream()
                .flatMap(live -> live.peers().stream())
                .filter(peer -> peer.id().equals(peerId) && peer.present())
                .toList();
        session.filter(live -> !leaving.isEmpty()).ifPresent(live -> live.leave(leaving, now));
        return !leaving.isEmpty();
    }

    private Optional<Refusal> refusal(
            ParticipantTokens.Claims claims, String token, Participant participant, Instant now) {
        KitLimits rules = basis.rules();
        if (rules.tokensExpire() && !claims.expiresAt().isAfter(now)) {
            return Optional.of(Refusal.TOKEN_EXPIRED);
        }
        if (rules.settings().rotateInvalidates()
                && !participant.newestToken().reveal().equals(token)) {
            return Optional.of(Refusal.TOKEN_REPLACED);
        }
        if (participant.deleted() && !rules.deletedParticipantsMayJoin()) {
            return Optional.of(Refusal.PARTICIPANT_DELETED);
        }
        return participant.profile().name().isEmpty() ? Optional.of(Refusal.NAME_MISSING) : Optional.empty();
    }

    private Optional<Refusal> refusal(KitApp app, Meeting meeting, Instant now) {
        KitLimits rules = basis.rules();
        if (!meeting.active() && !rules.inactiveMeetingsAdmit()) {
            return Optional.of(Refusal.MEETING_INACTIVE);
        }
        Optional<Session> live = meeting.live(now);
        if (live.isPresent()) {
            return live.get().present(now) < rules.participantsPerSession()
                    ? Optional.empty()
                    : Optional.of(Refusal.MAX_PARTICIPANTS);
        }
        return app.liveSessions(now) < rules.sessionsPerApp() ? Optional.empty() : Optional.of(Refusal.MAX_SESSIONS);
    }

    private JoinOutcome admit(KitApp app, Meeting meeting, Participant participant, Instant now) {
        Optional<Session> live = meeting.live(now);
        Session session = live.orElseGet(() -> begin(app, meeting, now));
        Peer peer = new Peer(basis.ids().get(), participant, now);
        session.join(peer, now);
        if (live.isEmpty() && meeting.settings().path("record_on_start").asBoolean()) {
            recorder.startWithSession(app, session, now);
        }
        return new JoinOutcome.Joined(peer.id(), session.id(), participant.id());
    }

    private Session begin(KitApp app, Meeting meeting, Instant now) {
        KitLimits rules = basis.rules();
        RealtimeKit settings = rules.settings();
        String id = meeting.latest()
                .filter(before -> !rules.sessionsHaveOwnIds())
                .map(Session::id)
                .orElseGet(basis.ids());
        Session session = new Session(
                id, meeting, new Session.Terms(rules.keepAlive(meeting.keepAlive()), settings.sessionDuration()), now);
        meeting.begin(session);
        app.add(session);
        return session;
    }
}
