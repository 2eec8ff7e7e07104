package dev.plimsoll.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.client.SignallingClient;
import dev.plimsoll.signalling.frame.ClientFrame;
import dev.plimsoll.signalling.frame.ServerFrame;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A peer on a channel without any WebRTC, which says what a test wants it to say. */
final class Stranger implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<ServerFrame> heard = new LinkedBlockingQueue<>();
    private final SignallingClient client;

    private Stranger(TestPlace place, String peerId) {
        this.client = SignallingClient.connect(
                new Endpoint(place.sandbox().url()),
                place.withTokens().present(peerId),
                SignallingClient.Options.within(PATIENCE),
                new SignallingClient.Listener() {
                    @Override
                    public void onFrame(ServerFrame frame) {
                        heard.add(frame);
                    }

                    @Override
                    public void onClosed(int code, String reason) {
                        // Its own doing, or the test notices what it misses.
                    }
                });
    }

    static Stranger on(TestPlace place, String channel, String peerId) throws InterruptedException {
        Stranger stranger = new Stranger(place, peerId);
        stranger.next(ServerFrame.Welcome.class);
        stranger.client.send(new ClientFrame.Subscribe(channel, false, Optional.of("s")));
        stranger.next(ServerFrame.Presence.class);
        return stranger;
    }

    <T extends ServerFrame> T next(Class<T> type) throws InterruptedException {
        while (true) {
            ServerFrame frame = heard.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(frame).as("a " + type.getSimpleName()).isNotNull();
            if (type.isInstance(frame)) {
                return type.cast(frame);
            }
        }
    }

    /** Waits until somebody else joins. */
    void awaitCompany() throws InterruptedException {
        while (next(ServerFrame.Presence.class).joined().isEmpty()) {
            // Somebody left.
        }
    }

    void tell(String peerId, String json) {
        try {
            JsonNode data = JSON.readTree(json);
            client.send(new ClientFrame.Send(peerId, data, Optional.empty()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
