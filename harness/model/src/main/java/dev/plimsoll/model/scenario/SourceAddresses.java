package dev.plimsoll.model.scenario;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Local IPv4 addresses that connections come from, in order: a service that counts by address sees as many clients. */
public record SourceAddresses(List<InetAddress> addresses) {
    /** None: the system chooses. */
    public static final SourceAddresses ANY = new SourceAddresses(List.of());

    private static final int MOST = 65_536;
    private static final String IPV4 = "(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})";
    private static final Pattern RANGE = Pattern.compile(IPV4 + "(?:\\s*-\\s*" + IPV4 + ")?");
    private static final Pattern CIDR = Pattern.compile(IPV4 + "/(\\d{1,2})");

    public SourceAddresses {
        addresses = List.copyOf(addresses);
    }

    /**
     * Reads {@code 127.0.0.2}, {@code 127.0.0.2-127.0.0.40} or {@code 127.0.1.0/24}; of a CIDR of more than two addresses
     * the first and the last are left out. An empty text is {@link #ANY}.
     *
     * @throws IllegalArgumentException with a sentence for people, if the text is none of these
     */
    public static SourceAddresses parse(String text) {
        if (text.isEmpty()) {
            return ANY;
        }
        Matcher cidr = CIDR.matcher(text.strip());
        if (cidr.matches()) {
            return block(number(cidr.group(1)), Integer.parseInt(cidr.group(2)));
        }
        Matcher range = RANGE.matcher(text.strip());
        if (range.matches()) {
            long first = number(range.group(1));
            return between(first, range.group(2) == null ? first : number(range.group(2)));
        }
        throw new IllegalArgumentException("'" + text + "' is neither an address, a range nor a CIDR");
    }

    public int size() {
        return addresses.size();
    }

    private static SourceAddresses block(long base, int bits) {
        if (bits < 16 || bits > 32) {
            throw new IllegalArgumentException("/" + bits + " is not between /16 and /32");
        }
        long size = 1L << (32 - bits);
        long first = base & -size;
        return size <= 2 ? between(first, first + size - 1) : between(first + 1, first + size - 2);
    }

    private static SourceAddresses between(long first, long last) {
        if (last < first || last - first >= MOST) {
            throw new IllegalArgumentException("a range must go up, over " + MOST + " addresses at most");
        }
        List<InetAddress> addresses = new ArrayList<>();
        for (long address = first; address <= last; address++) {
            addresses.add(address(address));
        }
        return new SourceAddresses(addresses);
    }

    private static long number(String dotted) {
        long number = 0;
        for (String part : dotted.split("\\.", -1)) {
            int octet = Integer.parseInt(part);
            if (octet > 255) {
                throw new IllegalArgumentException("'" + dotted + "' is not an IPv4 address");
            }
            number = number << 8 | octet;
        }
        return number;
    }

    private static InetAddress address(long number) {
        byte[] octets = {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number};
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }
}
