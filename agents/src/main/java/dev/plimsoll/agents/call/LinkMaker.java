package dev.plimsoll.agents.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.agents.control.CallSettings;
import dev.plimsoll.agents.media.MarkedMedia;
import dev.plimsoll.agents.rtc.IceSettings;
import dev.plimsoll.agents.rtc.PeerFactory;
import dev.plimsoll.agents.stats.PeerTimeline;
import dev.plimsoll.model.scenario.VideoSpec;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes an end's links and equips each: with a data channel if the end is the caller, with what it sends of sound and pictures,
 * or with ears for their marks if it sends none. For the owner's thread.
 */
final class LinkMaker {
    private final CallSettings settings;
    private final PeerFactory factory;
    private final boolean caller;
    private final boolean partnerFirst;
    private final Optional<MarkedMedia> marks;

    /**
     * @param caller whether the end opens the data channel
     * @param partnerFirst whether the partner may offer first
     */
    LinkMaker(Surroundings surroundings, boolean caller, boolean partnerFirst) {
        this.settings = surroundings.settings();
        this.caller = caller;
        this.partnerFirst = partnerFirst;
        this.factory = sends() ? surroundings.factory() : surroundings.playing();
        this.marks = sends() ? Optional.empty() : Optional.of(new MarkedMedia());
    }

    private boolean sends() {
        return settings.sends(caller);
    }

    /** What its links hear of marks, if they listen for them. */
    Optional<MarkedMedia> marks() {
        return marks;
    }

    /**
     * @param polite whether the end gives way when offers collide
     * @throws dev.plimsoll.agents.rtc.IceRefused if the library does not take the ICE servers
     */
    Link make(IceLease lease, boolean polite, PeerTimeline timeline, Link.Events events) {
        Link.Manners manners = new Link.Manners(polite, partnerFirst, video().map(VideoSpec::codec));
        return new Link(factory, ice(lease), timeline, manners, events);
    }

    IceSettings ice(IceLease lease) {
        return new IceSettings(lease.servers(), settings.insecureTurnTls(), settings.relayOnly());
    }

    /** @param tell takes what the partner is to know of the tracks */
    void equip(Link made, Consumer<JsonNode> tell) {
        if (caller) {
            made.openDataChannel();
        }
        marks.ifPresent(made::listen);
        if (sends()) {
            sendMedia(made, tell);
        }
    }

    private void sendMedia(Link made, Consumer<JsonNode> tell) {
        if (settings.audio()) {
            tell.accept(SignalPayloads.trackMetadata(made.sendAudio(), metadata("audio")));
        }
        video().ifPresent(spec -> tell.accept(SignalPayloads.trackMetadata(made.sendVideo(spec), metadata("video"))));
    }

    private static JsonNode metadata(String kind) {
        return JsonNodeFactory.instance.objectNode().put("source", "plimsoll").put("kind", kind);
    }

    private Optional<VideoSpec> video() {
        return Optional.ofNullable(settings.media().video());
    }
}
