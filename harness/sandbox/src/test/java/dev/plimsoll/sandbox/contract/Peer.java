package dev.plimsoll.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection that keeps what it hears, frame by frame. */
final class Peer implements WebSocket.Listener {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 4;

    private final BlockingQueue<Heard> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final StringBuilder partial = new StringBuilder();
    private volatile WebSocket socket;
    private long lastAtNanos;

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                hear(JSON.readTree(partial.toString()));
            } catch (JsonProcessingException e) {
                hear(JSON.createObjectNode().put("type", "not JSON"));
            }
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    private void hear(JsonNode frame) {
        frames.add(new Heard(frame, System.nanoTime()));
    }

    private record Heard(JsonNode frame, long atNanos) {}

    /** When the frame that was last asked for came in, by {@link System#nanoTime()}. */
    long lastAtNanos() {
        return lastAtNanos;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        pings.incrementAndGet();
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }

    void send(String json) {
        try {
            socket.sendText(json, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            // A connection that is closed is noticed by whoever waits for an answer.
            closed.completeExceptionally(e);
        }
    }

    void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true);
    }

    /** Goes without a close frame. */
    void vanish() {
        socket.abort();
    }

    void close() {
        socket.sendClose(1000, "");
    }

    int pings() {
        return pings.get();
    }

    /** The next frame of any type. */
    JsonNode next() throws InterruptedException {
        Heard heard = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (heard == null) {
            fail("no frame came" + (closed.isDone() ? "; closed with " + closed.getNow(-1) : ""));
        }
        lastAtNanos = heard.atNanos;
        return heard.frame;
    }

    /** The next frame, which must be of a type. */
    JsonNode next(String type) throws InterruptedException {
        JsonNode frame = next();
        assertThat(frame.path("type").asText()).as(frame.toString()).isEqualTo(type);
        return frame;
    }

    /** The next frame of a type, whatever comes before it. */
    JsonNode await(String type) throws InterruptedException {
        JsonNode frame = next();
        while (!frame.path("type").asText().equals(type)) {
            frame = next();
        }
        return frame;
    }

    /** All frames up to the answer to a ping: everything that was sent to this connection before. */
    List<JsonNode> untilPong() throws InterruptedException {
        send("{\"type\":\"ping\"}");
        List<JsonNode> heard = new ArrayList<>();
        JsonNode frame = next();
        while (!frame.path("type").asText().equals("pong")) {
            heard.add(frame);
            frame = next();
        }
        return heard;
    }

    /** Sends a request that must succeed. @return the first frame that came before its ack, or the ack */
    JsonNode untilAcked(String fields) throws InterruptedException {
        String id = "r" + requests.incrementAndGet();
        send("{" + fields + ",\"requestId\":\"" + id + "\"}");
        JsonNode first = next();
        JsonNode frame = first;
        while (!frame.path("requestId").asText().equals(id)) {
            frame = next();
        }
        assertThat(frame.path("type").asText()).as(frame.toString()).isEqualTo("ack");
        return first;
    }

    /** What came before the close that has happened. */
    List<JsonNode> untilClose() {
        return frames.stream().map(Heard::frame).toList();
    }

    /** The first frame, or nothing if the connection closes without one. */
    List<JsonNode> untilCloseOrFirst() throws Exception {
        Eventually.within(Duration.ofSeconds(PATIENCE_SECONDS), () -> isClosed() || !frames.isEmpty());
        return untilClose();
    }

    int closeCode() throws Exception {
        try {
            return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the connection stays open", e);
        }
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** Sends a request; its answer must be the next ack or error and carry its id. */
    JsonNode ask(String fields) throws InterruptedException {
        String id = "r" + requests.incrementAndGet();
        send("{" + fields + ",\"requestId\":\"" + id + "\"}");
        JsonNode answer = next();
        while (!answer.path("type").asText().matches("ack|error")) {
            answer = next();
        }
        assertThat(answer.path("requestId").asText()).as(answer.toString()).isEqualTo(id);
        return answer;
    }

    void mustAck(String fields) throws InterruptedException {
        JsonNode answer = ask(fields);
        assertThat(answer.path("type").asText()).as(answer.toString()).isEqualTo("ack");
    }

    void mustFail(String fields, String code) throws InterruptedException {
        JsonNode answer = ask(fields);
        assertThat(answer.path("code").asText()).as(answer.toString()).isEqualTo(code);
    }

    void subscribe(String channel) throws InterruptedException {
        mustAck("\"type\":\"subscribe\",\"channel\":\"" + channel + "\"");
    }

    /** Subscribes and waits for the roster. */
    JsonNode join(String channel) throws InterruptedException {
        subscribe(channel);
        return next("presence");
    }

    static String publish(String channel, Object data) {
        return "\"type\":\"publish\",\"channel\":\"" + channel + "\",\"data\":" + data;
    }

    static String direct(String to, Object data) {
        return "\"type\":\"send\",\"to\":\"" + to + "\",\"data\":" + data;
    }
}
