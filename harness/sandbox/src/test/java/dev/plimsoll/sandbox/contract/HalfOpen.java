package dev.plimsoll.sandbox.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A WebSocket client by hand, for what libraries are too polite to do: it never answers a ping. */
final class HalfOpen {
    private final Socket socket;

    private HalfOpen(Socket socket) {
        this.socket = socket;
    }

    static HalfOpen connect(World world, String peerId) throws Exception {
        URI url = world.url();
        Socket socket = new Socket(url.getHost(), url.getPort());
        String token = World.encode(world.sign(world.keys(), world.claims(peerId)));
        String key = Base64.getEncoder().encodeToString("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        String request = "GET /v1?token=" + token + " HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + key + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        awaitHead(socket.getInputStream());
        return new HalfOpen(socket);
    }

    private static void awaitHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended in the handshake: " + head);
            }
            head.append((char) next);
        }
    }

    /** Sends a short text frame, masked with zeros. */
    void send(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[payload.length + 6];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        socket.getOutputStream().write(frame);
    }

    /** The socket stays open; nothing is read or written from now on. */
    void answerNothing() {
        if (socket.isClosed()) {
            throw new IllegalStateException("already closed");
        }
    }
}
