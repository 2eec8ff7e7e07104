package dev.plimsoll.signalling.probe;

import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.PingFrame;

/** Sends over one connection; puts the bound on what waits to be written that the library's queue lacks. */
final class Outbox {
    private static final int MOST_FRAMES = 1_000;
    private static final long MOST_BYTES = 16 << 20;

    private final WebSocketClient socket;

    Outbox(WebSocketClient socket) {
        this.socket = socket;
    }

    /** @return false if the connection is not open, or too much waits already; of the others likewise */
    boolean text(String text) {
        return offer(() -> socket.send(text));
    }

    boolean binary(byte[] bytes) {
        return offer(() -> socket.send(bytes));
    }

    boolean ping(byte[] payload) {
        return offer(() -> {
            PingFrame ping = new PingFrame();
            ping.setPayload(ByteBuffer.wrap(payload));
            socket.sendFrame(ping);
        });
    }

    private boolean offer(Runnable sending) {
        try {
            boolean room = hasRoom();
            if (room) {
                sending.run();
            }
            return room;
        } catch (WebsocketNotConnectedException e) {
            return false;
        }
    }

    private boolean hasRoom() {
        BlockingQueue<ByteBuffer> waiting = ((WebSocketImpl) socket.getConnection()).outQueue;
        return waiting.size() < MOST_FRAMES
                && waiting.stream().mapToLong(ByteBuffer::remaining).sum() < MOST_BYTES;
    }
}
