package dev.plimsoll.limits.turn;

import java.net.Inet4Address;
import java.net.InetSocketAddress;

/** The family of a relayed address (RFC 8656 section 18.8). */
public enum AddressFamily {
    IPV4(0x01),
    IPV6(0x02);

    private final int number;

    AddressFamily(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    public static AddressFamily of(InetSocketAddress address) {
        return address.getAddress() instanceof Inet4Address ? IPV4 : IPV6;
    }
}
