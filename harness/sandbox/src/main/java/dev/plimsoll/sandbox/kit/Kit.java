package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.config.RealtimeKit;
import dev.plimsoll.sandbox.fault.Faults;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the RealtimeKit part of the sandbox knows and does, without its network. For the server's event loop. */
public final class Kit {
    private final Map<String, KitApp> apps = new LinkedHashMap<>();
    private final Basis basis;
    private final VirtualClock clock;
    private final Secret apiToken;
    private final String appId;
    private final CallBudget budget;
    private final MeetingCalls meetings;
    private final ParticipantCalls participants;
    private final SessionCalls sessions;
    private final RecordingCalls recordings;
    private final PresetCalls presets;
    private final Joins joins;

    /**
     * @param ids new ids for everything that has one; they should be UUIDs, as the service's are
     * @param apiToken what calls must authenticate with
     * @param signingSecret of participant tokens, at least 32 bytes
     */
    public Kit(
            Supplier<RealtimeKit> config,
            Faults faults,
            VirtualClock clock,
            Supplier<String> ids,
            Secret apiToken,
            Secret signingSecret) {
        this.clock = clock;
        this.apiToken = apiToken;
        this.basis = new Basis(clock, ids, new KitLimits(config, faults));
        ParticipantTokens tokens = new ParticipantTokens(signingSecret);
        Recorder recorder = new Recorder(basis);
        this.budget = new CallBudget(basis.rules());
        this.meetings = new MeetingCalls(basis);
        this.participants = new ParticipantCalls(basis, tokens);
        this.sessions = new SessionCalls(basis);
        this.recordings = new RecordingCalls(basis, recorder);
        this.presets = new PresetCalls(basis);
        this.joins = new Joins(basis, tokens, recorder);
        this.appId = newApp("sandbox").id();
    }

    /** The app that is there from the start. */
    public String appId() {
        return appId;
    }

    public void advance(Duration by) {
        clock.advance(by);
    }

    /**
     * The limits that are configured, each with {@code name}, {@code value}, {@code unit}, {@code source} and
     * {@code provenance}: documented, reported or ours.
     */
    public ArrayNode limits() {
        return LimitCatalogue.of(basis.rules().settings());
    }

    boolean isApiToken(String presented) {
        return MessageDigest.isEqual(
                presented.getBytes(StandardCharsets.UTF_8), apiToken.reveal().getBytes(StandardCharsets.UTF_8));
    }

    Optional<KitApp> app(String id) {
        return Optional.ofNullable(apps.get(id));
    }

    Reply createApp(ObjectNode body) {
        return Shape.APP
                .fault(body)
                .or(() -> body.get("name").asText().isEmpty() ? Optional.of("name is required") : Optional.empty())
                .map(basis::invalid)
                .orElseGet(() -> Reply.ok(Views.object()
                        .set("app", Views.app(newApp(body.get("name").asText())))));
    }

    Reply listApps(Query query) {
        return Listing.fault(query).map(basis::invalid).orElseGet(() -> {
            Listing listing = Listing.of(query);
            return listing.answer(
                    apps.values().stream().filter(app -> listing.finds(app.id(), app.name())),
                    Comparator.comparing(KitApp::createdAt),
                    Views::app,
                    items -> items);
        });
    }

    Collection<KitApp> apps() {
        return apps.values();
    }

    Basis basis() {
        return basis;
    }

    CallBudget budget() {
        return budget;
    }

    MeetingCalls meetings() {
        return meetings;
    }

    ParticipantCalls participants() {
        return participants;
    }

    SessionCalls sessions() {
        return sessions;
    }

    RecordingCalls recordings() {
        return recordings;
    }

    PresetCalls presets() {
        return presets;
    }

    Joins joins() {
        return joins;
    }

    private KitApp newApp(String name) {
        KitApp app = new KitApp(basis.ids().get(), name, basis.now());
        StockPresets.all().forEach(content -> app.addPreset(basis.ids().get(), content, basis.now()));
        apps.put(app.id(), app);
        return app;
    }
}
