package dev.plimsoll.signalling.probe.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Endpoint;
import java.util.List;

/** Calls of RealtimeKit's REST API (Cloudflare's API reference, realtime/kit). */
public final class KitCalls {
    private final String prefix;
    private final Secret bearer;

    public KitCalls(String account, String app, Secret apiToken) {
        this.prefix = "/client/v4/accounts/" + Endpoint.encode(account) + "/realtime/kit/" + Endpoint.encode(app);
        this.bearer = apiToken;
    }

    public RestCall get(String path) {
        return RestCall.of("GET", prefix + path).bearer(bearer);
    }

    public RestCall post(String path, JsonNode body) {
        return RestCall.of("POST", prefix + path).json(body).bearer(bearer);
    }

    public RestCall patch(String path, JsonNode body) {
        return RestCall.of("PATCH", prefix + path).json(body).bearer(bearer);
    }

    public RestCall put(String path, JsonNode body) {
        return RestCall.of("PUT", prefix + path).json(body).bearer(bearer);
    }

    public RestCall delete(String path) {
        return RestCall.of("DELETE", prefix + path).bearer(bearer);
    }

    public RestCall createMeeting(String title) {
        return post("/meetings", object().put("title", title));
    }

    public RestCall addParticipant(String meeting, String customId, String preset, String name) {
        ObjectNode body = object().put("custom_participant_id", customId)
                .put("preset_name", preset)
                .put("name", name);
        return post(meetingPath(meeting) + "/participants", body);
    }

    public RestCall refreshToken(String meeting, String participant) {
        return RestCall.of("POST", prefix + participantPath(meeting, participant) + "/token")
                .bearer(bearer);
    }

    public RestCall participant(String meeting, String participant) {
        return get(participantPath(meeting, participant));
    }

    public RestCall deleteParticipant(String meeting, String participant) {
        return delete(participantPath(meeting, participant));
    }

    public RestCall activeSession(String meeting) {
        return get(meetingPath(meeting) + "/active-session");
    }

    /** @param participants their ids, not their custom ids */
    public RestCall kick(String meeting, List<String> participants) {
        ObjectNode body = object();
        participants.forEach(body.putArray("participant_ids")::add);
        return post(meetingPath(meeting) + "/active-session/kick", body);
    }

    public RestCall kickAll(String meeting) {
        return post(meetingPath(meeting) + "/active-session/kick-all", object());
    }

    public RestCall startRecording(String meeting, long maxSeconds) {
        return post("/recordings", object().put("meeting_id", meeting).put("max_seconds", maxSeconds));
    }

    /** @param action stop, pause or resume */
    public RestCall changeRecording(String recording, String action) {
        return put("/recordings/" + Endpoint.encode(recording), object().put("action", action));
    }

    public RestCall recording(String recording) {
        return get("/recordings/" + Endpoint.encode(recording));
    }

    public RestCall session(String session) {
        return get("/sessions/" + Endpoint.encode(session));
    }

    public RestCall createPreset(JsonNode preset) {
        return post("/presets", preset);
    }

    public RestCall deletePreset(String preset) {
        return delete("/presets/" + Endpoint.encode(preset));
    }

    private static String meetingPath(String meeting) {
        return "/meetings/" + Endpoint.encode(meeting);
    }

    private static String participantPath(String meeting, String participant) {
        return meetingPath(meeting) + "/participants/" + Endpoint.encode(participant);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
