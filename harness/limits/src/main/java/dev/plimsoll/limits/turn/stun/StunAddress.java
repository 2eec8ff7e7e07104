package dev.plimsoll.limits.turn.stun;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Addresses in attributes, plain and XORed (RFC 8489 sections 14.1 and 14.2). */
final class StunAddress {
    private static final byte IPV4 = 0x01;
    private static final byte IPV6 = 0x02;
    private static final int HEADER = 4;

    private StunAddress() {}

    static byte[] xored(InetSocketAddress address, TransactionId id) {
        byte[] host = address.getAddress().getAddress();
        ByteBuffer value = ByteBuffer.allocate(HEADER + host.length)
                .put((byte) 0)
                .put(address.getAddress() instanceof Inet4Address ? IPV4 : IPV6)
                .putShort((short) address.getPort())
                .put(host);
        xor(value, id);
        return value.array();
    }

    static Optional<InetSocketAddress> readXored(byte[] value, TransactionId id) {
        if (value.length < HEADER) {
            return Optional.empty();
        }
        ByteBuffer copy = ByteBuffer.wrap(value.clone());
        xor(copy, id);
        return read(copy.array());
    }

    static Optional<InetSocketAddress> read(byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value);
        if (value.length < HEADER || value.length != HEADER + hostBytes(value[1])) {
            return Optional.empty();
        }
        in.position(2);
        int port = Short.toUnsignedInt(in.getShort());
        byte[] host = new byte[in.remaining()];
        in.get(host);
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByAddress(host), port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are addresses", e);
        }
    }

    private static int hostBytes(byte family) {
        return switch (family) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            default -> -1;
        };
    }

    /** The port with the cookie's upper half, the host with the cookie and, beyond four bytes, the transaction id. */
    private static void xor(ByteBuffer value, TransactionId id) {
        ByteBuffer mask = ByteBuffer.allocate(16).putInt(StunMessage.MAGIC_COOKIE);
        id.write(mask);
        for (int i = 2; i < HEADER; i++) {
            value.put(i, (byte) (value.get(i) ^ mask.get(i - 2)));
        }
        for (int i = HEADER; i < value.capacity() && i - HEADER < mask.capacity(); i++) {
            value.put(i, (byte) (value.get(i) ^ mask.get(i - HEADER)));
        }
    }
}
