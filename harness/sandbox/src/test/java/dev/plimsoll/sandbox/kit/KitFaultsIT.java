package dev.plimsoll.sandbox.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.sandbox.kit.KitServer.Enrolled;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault is seen by a client that looks, and only while it is on. */
class KitFaultsIT {
    private static final Map<String, Object> SMALL =
            Map.of("participantsPerSession", 2, "sessionsPerApp", 2, "callsPerWindow", 30, "callWindow", "60s");

    private interface Look {
        Object at(KitServer kit);
    }

    /** @param documented what the look shows without the fault */
    private record Sight(Fault fault, Look look, Object documented, Object defective) {
        @Override
        public String toString() {
            return fault.id();
        }
    }

    private static Stream<Sight> sights() {
        return Stream.of(limits(), joins(), recordings(), sessions(), rates()).flatMap(sights -> sights);
    }

    private static Stream<Sight> limits() {
        return Stream.of(
                new Sight(Fault.KIT_NAME_ONE_TOO_LONG, KitFaultsIT::titleLengths, "[201, 400]", "[201, 201]"),
                new Sight(Fault.KIT_NAME_ONE_TOO_LONG, KitFaultsIT::nameLengths, "[201, 400]", "[201, 201]"),
                new Sight(Fault.KIT_NAME_ONE_TOO_LONG, KitFaultsIT::presetNameLengths, "[200, 400]", "[200, 200]"),
                new Sight(Fault.KIT_NAME_ONE_TOO_SHORT, KitFaultsIT::titleLengths, "[201, 400]", "[400, 400]"),
                new Sight(Fault.KIT_NAME_ONE_TOO_SHORT, KitFaultsIT::nameLengths, "[201, 400]", "[400, 400]"),
                new Sight(Fault.KIT_NAME_ONE_TOO_SHORT, KitFaultsIT::presetNameLengths, "[200, 400]", "[400, 400]"),
                new Sight(Fault.KIT_NAME_COUNTED_IN_BYTES, KitFaultsIT::titleOfUmlauts, 201, 400),
                new Sight(Fault.KIT_ENROLMENT_CAPPED, KitFaultsIT::enrolments, "[201, 201, 201]", "[201, 201, 409]"),
                new Sight(
                        Fault.KIT_MISSING_ANSWERED_OK,
                        kit -> kit.get("/meetings/none").status(),
                        404,
                        200),
                new Sight(Fault.KIT_KEEP_ALIVE_BOUND_OFF, KitFaultsIT::keepAlives, "[400, 400]", "[201, 201]"),
                new Sight(Fault.KIT_TOKEN_ENDS_EARLY, KitFaultsIT::tokenSeconds, 86_400L, 3_600L),
                new Sight(Fault.KIT_TOKEN_LEAKS, KitFaultsIT::tokenIsRead, "[false, false]", "[true, true]"));
    }

    private static Stream<Sight> joins() {
        return Stream.of(
                new Sight(Fault.KIT_SESSION_ONE_TOO_MANY, KitFaultsIT::joinsOfOneMeeting, 2L, 3L),
                new Sight(Fault.KIT_APP_SESSIONS_ONE_TOO_MANY, KitFaultsIT::sessionsOfOneApp, 2L, 3L),
                new Sight(Fault.KIT_INACTIVE_ADMITS, KitFaultsIT::joinOfInactiveMeeting, 409, 200),
                new Sight(Fault.KIT_EXPIRED_TOKEN_ADMITTED, KitFaultsIT::joinWithOldToken, 409, 200),
                new Sight(Fault.KIT_DELETED_PARTICIPANT_ADMITTED, KitFaultsIT::joinOfDeleted, 409, 200));
    }

    private static Stream<Sight> recordings() {
        return Stream.of(
                new Sight(Fault.KIT_RECORDING_BOUND_OFF, KitFaultsIT::recordingBounds, "[400, 400]", "[200, 200]"),
                new Sight(Fault.KIT_SECOND_RECORDING_ALLOWED, KitFaultsIT::secondRecording, 409, 200),
                new Sight(Fault.KIT_MAX_SECONDS_IGNORED, KitFaultsIT::recordingAfterItsTime, "UPLOADED", "RECORDING"),
                new Sight(
                        Fault.KIT_RECORDING_OUTLIVES_SESSION,
                        KitFaultsIT::recordingAfterTheEnd,
                        "UPLOADED",
                        "RECORDING"));
    }

    private static Stream<Sight> sessions() {
        return Stream.of(
                new Sight(Fault.KIT_KEEP_ALIVE_IGNORED, KitFaultsIT::sessionRightAfterLeave, "LIVE", "ENDED"),
                new Sight(Fault.KIT_REJOIN_KEEPS_SESSION_ID, KitFaultsIT::sameSessionAfterEnd, false, true),
                new Sight(Fault.KIT_KICK_IGNORED, KitFaultsIT::presentAfterKick, 1, 2),
                new Sight(Fault.KIT_KICK_ALL_KEEPS_SESSION, KitFaultsIT::sessionAfterKickAll, 404, 200));
    }

    private static Stream<Sight> rates() {
        return Stream.of(
                new Sight(Fault.KIT_RATE_LIMIT_OFF, kit -> kit.statuses(31).get(30), 429, 200),
                new Sight(Fault.KIT_LOCK_OUT_MISSING, KitFaultsIT::callAfterTheWindow, 429, 200),
                new Sight(Fault.KIT_RATE_HEADERS_MISSING, KitFaultsIT::rateHeaders, "[true, true]", "[false, false]"),
                new Sight(Fault.KIT_429_WITHOUT_RETRY_AFTER, KitFaultsIT::retryAfter, "300", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sights")
    void a_fault_is_seen_while_it_is_on_and_the_documented_behaviour_while_it_is_off(Sight sight) {
        try (KitServer sound = KitServer.start(SMALL);
                KitServer faulty = KitServer.start(SMALL, sight.fault())) {
            assertThat(sight.look().at(sound)).as("without").isEqualTo(sight.documented());
            assertThat(sight.look().at(faulty)).as("with").isEqualTo(sight.defective());
        }
    }

    @Test
    void every_fault_of_realtimekit_is_looked_for() {
        assertThat(sights().map(Sight::fault).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Fault.values())
                        .filter(fault -> fault.area() == Fault.Area.REALTIMEKIT)
                        .toList());
    }

    private static String titleLengths(KitServer kit) {
        return List.of(
                        kit.post("/meetings", Map.of("title", "x".repeat(256))).status(),
                        kit.post("/meetings", Map.of("title", "x".repeat(257))).status())
                .toString();
    }

    private static int titleOfUmlauts(KitServer kit) {
        return kit.post("/meetings", Map.of("title", "\u00fc".repeat(200))).status();
    }

    private static String enrolments(KitServer kit) {
        String participants = "/meetings/" + kit.meeting() + "/participants";
        return Stream.of("a", "b", "c")
                .map(id -> Map.of("custom_participant_id", id, "preset_name", KitServer.PRESET, "name", id))
                .map(body -> kit.post(participants, body).status())
                .toList()
                .toString();
    }

    private static String nameLengths(KitServer kit) {
        String participants = "/meetings/" + kit.meeting() + "/participants";
        return Stream.of(256, 257)
                .map(length -> Map.of(
                        "custom_participant_id", "a", "preset_name", KitServer.PRESET, "name", "x".repeat(length)))
                .map(body -> kit.post(participants, body).status())
                .toList()
                .toString();
    }

    private static String presetNameLengths(KitServer kit) {
        String stock = kit.get("/presets").data().get(0).get("id").asText();
        ObjectNode body = (ObjectNode) kit.get("/presets/" + stock).data();
        return Stream.of(64, 65)
                .map(length -> kit.post("/presets", body.put("name", "x".repeat(length)))
                        .status())
                .toList()
                .toString();
    }

    private static String keepAlives(KitServer kit) {
        return Stream.of(59, 601)
                .map(seconds -> kit.post("/meetings", Map.of("session_keep_alive_time_in_secs", seconds))
                        .status())
                .toList()
                .toString();
    }

    private static long tokenSeconds(KitServer kit) {
        DecodedJWT token = JWT.decode(kit.enrol(kit.meeting(), "a").token());
        return Duration.between(token.getIssuedAtAsInstant(), token.getExpiresAtAsInstant())
                .toSeconds();
    }

    private static String tokenIsRead(KitServer kit) {
        String meeting = kit.meeting();
        String participants = "/meetings/" + meeting + "/participants";
        String id = kit.enrol(meeting, "a").id();
        return List.of(
                        kit.get(participants + "/" + id).data().has("token"),
                        kit.get(participants).data().get(0).has("token"))
                .toString();
    }

    private static long joinsOfOneMeeting(KitServer kit) {
        String meeting = kit.meeting();
        Enrolled alice = kit.enrol(meeting, "a");
        return Stream.generate(() -> kit.join(meeting, alice.token()).status())
                .limit(5)
                .filter(status -> status == 200)
                .count();
    }

    private static long sessionsOfOneApp(KitServer kit) {
        return Stream.generate(kit::meeting)
                .limit(5)
                .map(meeting -> kit.join(meeting, kit.enrol(meeting, "a").token()))
                .filter(joined -> joined.status() == 200)
                .count();
    }

    private static int joinOfInactiveMeeting(KitServer kit) {
        String meeting = kit.meeting();
        kit.patch("/meetings/" + meeting, Map.of("status", "INACTIVE"));
        return kit.join(meeting, kit.enrol(meeting, "a").token()).status();
    }

    private static int joinWithOldToken(KitServer kit) {
        String meeting = kit.meeting();
        Enrolled alice = kit.enrol(meeting, "a");
        kit.advance("24h");
        return kit.join(meeting, alice.token()).status();
    }

    private static int joinOfDeleted(KitServer kit) {
        String meeting = kit.meeting();
        Enrolled alice = kit.enrol(meeting, "a");
        kit.delete("/meetings/" + meeting + "/participants/" + alice.id());
        return kit.join(meeting, alice.token()).status();
    }

    private static String recordingBounds(KitServer kit) {
        String meeting = kit.meeting();
        kit.joined(meeting, "a");
        return Stream.of(59, 86_401)
                .map(seconds ->
                        Map.of("meeting_id", meeting, "max_seconds", seconds, "allow_multiple_recordings", true))
                .map(body -> kit.post("/recordings", body).status())
                .toList()
                .toString();
    }

    private static int secondRecording(KitServer kit) {
        String meeting = kit.meeting();
        kit.joined(meeting, "a");
        kit.record(meeting);
        return kit.record(meeting).status();
    }

    private static String recordingAfterItsTime(KitServer kit) {
        String meeting = kit.meeting();
        kit.joined(meeting, "a");
        String id = kit.post("/recordings", Map.of("meeting_id", meeting, "max_seconds", 60))
                .text("id");
        kit.advance("2m");
        return kit.get("/recordings/" + id).text("status");
    }

    private static String recordingAfterTheEnd(KitServer kit) {
        String meeting = kit.meeting();
        JsonNode alice = kit.joined(meeting, "a");
        String id = kit.record(meeting).text("id");
        kit.leave(meeting, alice);
        kit.advance("2m");
        return kit.get("/recordings/" + id).text("status");
    }

    private static String sessionRightAfterLeave(KitServer kit) {
        String meeting = kit.meeting();
        JsonNode alice = kit.joined(meeting, "a");
        kit.leave(meeting, alice);
        return kit.get("/sessions/" + alice.get("sessionId").asText()).text("status");
    }

    private static boolean sameSessionAfterEnd(KitServer kit) {
        String meeting = kit.meeting();
        JsonNode first = kit.joined(meeting, "a");
        kit.leave(meeting, first);
        kit.advance("60s");
        return kit.joined(meeting, "b").get("sessionId").equals(first.get("sessionId"));
    }

    private static int presentAfterKick(KitServer kit) {
        String meeting = kit.meeting();
        kit.joined(meeting, "a");
        kit.joined(meeting, "b");
        String active = "/meetings/" + meeting + "/active-session";
        JsonNode kicked = kit.post(active + "/kick", Map.of("custom_participant_ids", List.of("a")))
                .data()
                .get("participants");
        assertThat(kicked).as("reported").hasSize(1);
        return kit.get(active).data().get("live_participants").asInt();
    }

    private static int sessionAfterKickAll(KitServer kit) {
        String meeting = kit.meeting();
        kit.joined(meeting, "a");
        String active = "/meetings/" + meeting + "/active-session";
        kit.post(active + "/kick-all", Map.of());
        return kit.get(active).status();
    }

    private static int callAfterTheWindow(KitServer kit) {
        assertThat(kit.statuses(31)).endsWith(429);
        kit.advance("61s");
        return kit.get("/meetings").status();
    }

    private static String rateHeaders(KitServer kit) {
        return Stream.of("Ratelimit", "Ratelimit-Policy")
                .map(name -> !kit.get("/meetings").header(name).isEmpty())
                .toList()
                .toString();
    }

    private static String retryAfter(KitServer kit) {
        assertThat(kit.statuses(30)).containsOnly(200);
        KitServer.Answer refused = kit.get("/meetings");
        assertThat(refused.status()).isEqualTo(429);
        return refused.header("retry-after");
    }
}
