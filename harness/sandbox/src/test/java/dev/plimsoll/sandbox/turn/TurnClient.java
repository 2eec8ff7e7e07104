package dev.plimsoll.sandbox.turn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Just enough of a TURN client (RFC 8656) over UDP to allocate, refresh and be refused. */
final class TurnClient implements AutoCloseable {
    private static final int ALLOCATE = 0x0003;
    private static final int REFRESH = 0x0004;
    private static final int CREATE_PERMISSION = 0x0008;
    private static final int USERNAME = 0x0006;
    private static final int MESSAGE_INTEGRITY = 0x0008;
    private static final int ERROR_CODE = 0x0009;
    private static final int LIFETIME = 0x000D;
    private static final int XOR_PEER_ADDRESS = 0x0012;
    private static final int REQUESTED_ADDRESS_FAMILY = 0x0017;
    private static final int REALM = 0x0014;
    private static final int NONCE = 0x0015;
    private static final int REQUESTED_TRANSPORT = 0x0019;
    private static final int MAGIC = 0x2112A442;
    private static final int PATIENCE_MILLIS = 2_000;
    /** What {@link #allocate} and {@link #refresh} answer where there is no error. */
    static final int GRANTED = 0;

    private final DatagramSocket socket;
    private final int port;
    private final String username;
    private final String credential;
    private byte[] realm = {};
    private byte[] nonce = {};
    private long lifetime;

    TurnClient(int port, String username, String credential) throws IOException {
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.socket.setSoTimeout(PATIENCE_MILLIS);
        this.port = port;
        this.username = username;
        this.credential = credential;
    }

    /** Allocates, after the challenge. @return {@link #GRANTED} or the error code */
    int allocate(int lifetimeSeconds) throws IOException {
        return allocate(attribute(
                LIFETIME, ByteBuffer.allocate(4).putInt(lifetimeSeconds).array()));
    }

    /** Likewise, a relay of IPv6. */
    int allocateIpv6() throws IOException {
        return allocate(attribute(REQUESTED_ADDRESS_FAMILY, new byte[] {2, 0, 0, 0}));
    }

    private int allocate(byte[] wish) throws IOException {
        byte[] wanted = concat(attribute(REQUESTED_TRANSPORT, new byte[] {17, 0, 0, 0}), wish);
        int challenge = code(exchange(ALLOCATE, wanted, false));
        return challenge == 401 ? code(exchange(ALLOCATE, wanted, true)) : challenge;
    }

    /** Refreshes the allocation. @return {@link #GRANTED} or the error code */
    int refresh() throws IOException {
        byte[] wanted = attribute(LIFETIME, ByteBuffer.allocate(4).putInt(600).array());
        return code(exchange(REFRESH, wanted, true));
    }

    /** Asks to relay to a peer. @return {@link #GRANTED} or the error code */
    int permit(String ipv4) throws IOException {
        int address = ByteBuffer.wrap(InetAddress.getByName(ipv4).getAddress()).getInt() ^ MAGIC;
        byte[] peer = ByteBuffer.allocate(8)
                .putShort((short) 1)
                .putShort((short) (9 ^ (MAGIC >>> 16)))
                .putInt(address)
                .array();
        return code(exchange(CREATE_PERMISSION, attribute(XOR_PEER_ADDRESS, peer), true));
    }

    /** Seconds that the last success granted. */
    long lifetime() {
        return lifetime;
    }

    private Map<Integer, byte[]> exchange(int method, byte[] attributes, boolean signed) throws IOException {
        byte[] id = new byte[12];
        RandomGenerator.getDefault().nextBytes(id);
        byte[] request = signed ? signed(method, id, attributes) : message(method, id, attributes, 0);
        socket.send(new DatagramPacket(request, request.length, InetAddress.getLoopbackAddress(), port));
        byte[] buffer = new byte[2048];
        DatagramPacket answer = new DatagramPacket(buffer, buffer.length);
        socket.receive(answer);
        return read(ByteBuffer.wrap(buffer, 0, answer.getLength()));
    }

    private byte[] signed(int method, byte[] id, byte[] attributes) throws IOException {
        byte[] all = concat(
                attributes,
                attribute(USERNAME, username.getBytes(StandardCharsets.UTF_8)),
                attribute(REALM, realm),
                attribute(NONCE, nonce));
        byte[] toSign = message(method, id, all, 24);
        return concat(toSign, attribute(MESSAGE_INTEGRITY, integrity(toSign)));
    }

    private byte[] integrity(byte[] message) throws IOException {
        try {
            String key = username + ":" + new String(realm, StandardCharsets.UTF_8) + ":" + credential;
            byte[] md5 = MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(md5, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static byte[] message(int method, byte[] id, byte[] attributes, int more) {
        return ByteBuffer.allocate(20 + attributes.length)
                .putShort((short) method)
                .putShort((short) (attributes.length + more))
                .putInt(MAGIC)
                .put(id)
                .put(attributes)
                .array();
    }

    private static byte[] attribute(int type, byte[] value) {
        int padded = (value.length + 3) & ~3;
        return ByteBuffer.allocate(4 + padded)
                .putShort((short) type)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    private Map<Integer, byte[]> read(ByteBuffer message) {
        Map<Integer, byte[]> attributes = new HashMap<>();
        message.position(20);
        while (message.remaining() >= 4) {
            int type = message.getShort() & 0xFFFF;
            byte[] value = new byte[message.getShort() & 0xFFFF];
            message.get(value);
            message.position(Math.min(message.limit(), (message.position() + 3) & ~3));
            attributes.put(type, value);
        }
        realm = attributes.getOrDefault(REALM, realm);
        nonce = attributes.getOrDefault(NONCE, nonce);
        if (attributes.containsKey(LIFETIME)) {
            lifetime = ByteBuffer.wrap(attributes.get(LIFETIME)).getInt() & 0xFFFFFFFFL;
        }
        return attributes;
    }

    private static int code(Map<Integer, byte[]> answer) {
        byte[] error = answer.get(ERROR_CODE);
        return error == null ? GRANTED : error[2] * 100 + error[3];
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
