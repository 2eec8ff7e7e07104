package dev.plimsoll.signalling.probe;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/** A service on plain sockets that does to each connection what it is told to, well or badly, and keeps it open afterwards. */
public final class RawService implements AutoCloseable {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket door;
    private final Set<Socket> present = ConcurrentHashMap.newKeySet();

    /** How a connection is treated, on a thread of its own. */
    @FunctionalInterface
    public interface Conduct {
        void meet(Guest guest) throws IOException;
    }

    public RawService(Conduct conduct) throws IOException {
        this(ServerSocketFactory.getDefault(), conduct);
    }

    RawService(ServerSocketFactory doors, Conduct conduct) throws IOException {
        door = doors.createServerSocket();
        door.setReceiveBufferSize(8 << 10);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        start(() -> admit(conduct));
    }

    public URI url() {
        return URI.create("ws://127.0.0.1:" + door.getLocalPort());
    }

    public URI httpUrl() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    private void admit(Conduct conduct) {
        try {
            while (true) {
                Socket socket = door.accept();
                present.add(socket);
                start(() -> treat(conduct, socket));
            }
        } catch (IOException e) {
            // The door is closed.
        }
    }

    private static void treat(Conduct conduct, Socket socket) {
        try {
            conduct.meet(new Guest(socket, new DataInputStream(socket.getInputStream())));
        } catch (IOException e) {
            // The other side has gone, which the test looks at from there.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "raw-service");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : present) {
            socket.close();
        }
    }

    /** One connection, byte by byte. */
    public record Guest(Socket socket, DataInputStream in) {
        /** @return the head of its request */
        public String request() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            return head.toString();
        }

        public void raw(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void upgrade() throws IOException {
            Matcher key = KEY.matcher(request());
            if (!key.find()) {
                throw new IOException("no key in the request");
            }
            grant(accept(key.group(1)));
        }

        /** @param accept what proves that the service speaks WebSocket */
        void grant(String accept) throws IOException {
            raw(
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                            + accept + "\r\n\r\n");
        }

        void welcome() throws IOException {
            upgrade();
            text(
                    "{\"type\":\"welcome\",\"peerId\":\"p\",\"expiresAt\":null,\"serverTime\":1,\"maxMessageSize\":65536}");
        }

        void text(String text) throws IOException {
            frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
        }

        void close(int code, String reason) throws IOException {
            byte[] text = reason.getBytes(StandardCharsets.UTF_8);
            frame(
                    CLOSE,
                    ByteBuffer.allocate(2 + text.length)
                            .putShort((short) code)
                            .put(text)
                            .array());
        }

        void frame(int opcode, byte[] payload) throws IOException {
            ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) (0x80 | opcode));
            if (payload.length < 126) {
                frame.put((byte) payload.length);
            } else {
                frame.put((byte) 127).putLong(payload.length);
            }
            socket.getOutputStream().write(frame.put(payload).array(), 0, frame.position());
        }

        /** The opcode of the next frame that comes; its payload is thrown away. */
        int opcode() throws IOException {
            int opcode = in.readUnsignedByte() & 0xf;
            int length = in.readUnsignedByte() & 0x7f;
            in.readNBytes(4 + (length < 126 ? length : length == 126 ? in.readUnsignedShort() : (int) in.readLong()));
            return opcode;
        }

        /** Whether the other side ends TCP, by a reset or without. */
        boolean hearsTheEnd() {
            try {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException e) {
                // A reset is an end too.
            }
            return true;
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        private static String accept(String key) {
            try {
                byte[] digest =
                        MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
                return Base64.getEncoder().encodeToString(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }
}
