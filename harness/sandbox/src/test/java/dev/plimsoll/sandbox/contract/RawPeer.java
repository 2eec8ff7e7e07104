package dev.plimsoll.sandbox.contract;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** A WebSocket client by hand, for what libraries are too polite to do. It reads, and answers, only what it is told to. */
final class RawPeer implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;

    /** A connection that ended without a close frame. */
    static final int CUT = 1006;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SMALL_WINDOW = 4_096;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;

    private final Socket socket;
    private final DataOutputStream out;

    private RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.out = new DataOutputStream(socket.getOutputStream());
    }

    /** Opens a TCP connection that takes in no more than it must. */
    static RawPeer dial(World world) throws IOException {
        URI url = world.url();
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_WINDOW);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        return new RawPeer(socket);
    }

    static RawPeer connect(World world, String peerId) throws Exception {
        RawPeer peer = dial(world);
        String token = World.encode(world.sign(world.keys(), world.claims(peerId)));
        String key = Base64.getEncoder().encodeToString("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        peer.raw("GET /v1?token=" + token + " HTTP/1.1\r\nHost: " + world.url().getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + key + "\r\n\r\n");
        awaitHead(peer.socket.getInputStream());
        return peer;
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

    void raw(String text) throws IOException {
        raw(text.getBytes(StandardCharsets.US_ASCII));
    }

    void raw(byte... bytes) throws IOException {
        out.write(bytes);
    }

    /** Sends bytes, or as many as the other side takes before it ends the connection. */
    void rawUnlessCut(byte... bytes) throws IOException {
        try {
            out.write(bytes);
        } catch (SocketException e) {
            // What the other side said last is still there to be read.
        }
    }

    /** Nothing more will be sent. */
    void endOutput() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (SocketException e) {
            // Already ended by the other side.
        }
    }

    void text(String text) throws IOException {
        frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a frame, masked with zeros. */
    void frame(int opcode, boolean last, byte... payload) throws IOException {
        head(opcode, last, payload.length);
        out.write(payload);
        out.flush();
    }

    /** Announces a frame of a length, whatever follows. */
    void head(int opcode, boolean last, long length) throws IOException {
        out.writeByte((last ? FIN : 0) | opcode);
        if (length < 126) {
            out.writeByte(MASKED | (int) length);
        } else if (length <= 0xffff) {
            out.writeByte(MASKED | 126);
            out.writeShort((int) length);
        } else {
            out.writeByte(MASKED | 127);
            out.writeLong(length);
        }
        out.writeInt(0);
    }

    /** Reads up to the end and returns the code of the close frame, or {@link #CUT} if none came. */
    int closeCode() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        try {
            while (true) {
                int opcode = in.readUnsignedByte() & 0xf;
                byte[] payload = in.readNBytes(length(in));
                if (opcode == CLOSE) {
                    return payload.length < 2 ? CUT : ByteBuffer.wrap(payload).getShort() & 0xffff;
                }
            }
        } catch (EOFException | SocketException e) {
            return CUT;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection stays open", e);
        }
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    /** Whether the other side ends the connection, whatever it says before. */
    boolean ends() throws IOException {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static int length(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() & 0x7f;
        return length < 126 ? length : length == 126 ? in.readUnsignedShort() : (int) in.readLong();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
