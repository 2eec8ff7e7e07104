package dev.plimsoll.simulations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.signalling.frame.FrameWriter;
import dev.plimsoll.signalling.frame.ServerFrame;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection to a {@link RawTarget}, byte by byte. For one thread, but for {@link #close}. */
final class Visitor implements AutoCloseable {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final Pattern TOKEN = Pattern.compile("token=([\\w-]+)");
    private static final int FINAL = 0x80;
    private static final int SHORT = 126;
    private static final int LONG = 127;
    private static final int MAX_SHORT = 0xffff;
    private static final int NORMAL = 1000;

    private final Socket socket;
    private final int number;
    private final DataInputStream in;
    private final OutputStream out;
    private boolean saidGoodBye;
    private int publishes;

    Visitor(Socket socket, int number) throws IOException {
        this.socket = socket;
        this.number = number;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
    }

    /** In the order of coming, from 1. */
    int number() {
        return number;
    }

    boolean saidGoodBye() {
        return saidGoodBye;
    }

    /** How many publishes it has sent. */
    int publishes() {
        return publishes;
    }

    String request() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** @return whom the token names */
    String upgrade() throws IOException {
        String request = request();
        upgradeWith(accept(find(KEY, request)));
        return find(TOKEN, request);
    }

    void upgradeWith(String accept) throws IOException {
        raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept + "\r\n\r\n");
    }

    void refuse(int status, String body) throws IOException {
        raw("HTTP/1.1 " + status + " Refused\r\nContent-Length: " + body.length() + "\r\n\r\n");
        raw(body);
    }

    String welcome() throws IOException {
        String peerId = upgrade();
        greet(peerId);
        return peerId;
    }

    void greet(String peerId) throws IOException {
        text(FrameWriter.write(new ServerFrame.Welcome(peerId, OptionalLong.empty(), 0, 1 << 16, Optional.empty())));
    }

    /** Behaves until it has sent so many publishes, or is gone. */
    void serve(int untilPublishes) throws IOException {
        while (publishes < untilPublishes && !saidGoodBye) {
            hear();
        }
    }

    void listenToTheEnd() throws IOException {
        while (!socket.isClosed() && in.read() >= 0) {
            in.skipBytes(in.available());
        }
    }

    /** Takes and answers one frame. */
    void hear() throws IOException {
        int opcode = in.readUnsignedByte() & 0xf;
        ByteBuffer payload = ByteBuffer.wrap(payload());
        if (opcode == CLOSE) {
            saidGoodBye = payload.remaining() >= Short.BYTES && payload.getShort() == NORMAL;
        } else if (opcode == TEXT) {
            answer(JSON.readTree(payload.array()));
        }
    }

    private void answer(JsonNode frame) throws IOException {
        publishes += frame.path("type").asText().equals("publish") ? 1 : 0;
        if (frame.has("requestId")) {
            text(FrameWriter.write(new ServerFrame.Ack(frame.get("requestId").asText())));
        }
    }

    private byte[] payload() throws IOException {
        int length = in.readUnsignedByte() & 0x7f;
        if (length == SHORT) {
            length = in.readUnsignedShort();
        } else if (length == LONG) {
            length = Math.toIntExact(in.readLong());
        }
        byte[] mask = in.readNBytes(Integer.BYTES);
        byte[] payload = in.readNBytes(length);
        for (int at = 0; at < payload.length; at++) {
            payload[at] ^= mask[at % mask.length];
        }
        return payload;
    }

    void text(String text) throws IOException {
        frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void sayClose(int code) throws IOException {
        frame(CLOSE, ByteBuffer.allocate(Short.BYTES).putShort((short) code).array());
    }

    /** One text in several frames. */
    void fragments(String... parts) throws IOException {
        for (int at = 0; at < parts.length; at++) {
            byte[] payload = parts[at].getBytes(StandardCharsets.UTF_8);
            write((at == parts.length - 1 ? FINAL : 0) | (at == 0 ? TEXT : 0), payload);
        }
    }

    void frame(int opcode, byte[] payload) throws IOException {
        write(FINAL | opcode, payload);
    }

    private void write(int head, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 2 + Long.BYTES).put((byte) head);
        if (payload.length < SHORT) {
            frame.put((byte) payload.length);
        } else if (payload.length <= MAX_SHORT) {
            frame.put((byte) SHORT).putShort((short) payload.length);
        } else {
            frame.put((byte) LONG).putLong(payload.length);
        }
        out.write(frame.put(payload).array(), 0, frame.position());
    }

    void raw(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Ends TCP with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String find(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in the request");
        }
        return matcher.group(1);
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
