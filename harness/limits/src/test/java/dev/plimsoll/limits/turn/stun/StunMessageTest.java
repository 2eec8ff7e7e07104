package dev.plimsoll.limits.turn.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StunMessageTest {
    private static final TransactionId ID = new TransactionId(7, 11);
    private static final IntegrityKey KEY = IntegrityKey.longTerm("1700003600:alice", "example.org", new Secret("c"));

    @Property
    void any_bytes_are_read_or_refused(@ForAll byte[] bytes) {
        StunMessage.decode(bytes).ifPresent(StunMessageTest::readAll);
    }

    @Property
    void a_message_with_any_bit_changed_is_refused_or_seen_as_forged(@ForAll @IntRange(min = 0, max = 767) int bit) {
        byte[] message = sample();
        assertThat(message.length * 8).isGreaterThan(767);
        message[bit / 8] ^= (byte) (1 << bit % 8);

        Optional<StunMessage> decoded = StunMessage.decode(message);
        decoded.ifPresent(StunMessageTest::readAll);

        assertThat(decoded.filter(m -> m.isSignedWith(KEY) && m.hasItsFingerprint()))
                .isEmpty();
    }

    @Property
    void every_cut_off_message_is_refused(@ForAll @IntRange(min = 0, max = 95) int length) {
        assertThat(StunMessage.decode(Arrays.copyOf(sample(), length))).isEmpty();
    }

    @Property
    void addresses_come_back_as_they_were_written(
            @ForAll("addresses") InetSocketAddress address, @ForAll int high, @ForAll long low) {
        byte[] bytes = new StunWriter(StunClass.INDICATION, StunMethod.DATA, new TransactionId(high, low))
                .xored(StunAttribute.XOR_PEER_ADDRESS, address)
                .bytes();

        assertThat(StunMessage.decode(bytes).orElseThrow().xored(StunAttribute.XOR_PEER_ADDRESS))
                .hasValue(address);
    }

    @Property
    void values_of_any_length_come_back_between_others(@ForAll @Size(max = 1500) byte[] value) {
        StunMessage message = StunMessage.decode(new StunWriter(StunClass.REQUEST, StunMethod.SEND, ID)
                        .text(StunAttribute.SOFTWARE, "x")
                        .value(StunAttribute.DATA, value)
                        .number(StunAttribute.LIFETIME, -1)
                        .bytes())
                .orElseThrow();

        assertThat(message.value(StunAttribute.DATA)).hasValue(value);
        assertThat(message.number(StunAttribute.LIFETIME)).hasValue(-1);
    }

    @Test
    void every_method_and_class_has_a_type_of_its_own_and_is_read_back() {
        for (StunMethod method : StunMethod.values()) {
            for (StunClass kind : StunClass.values()) {
                int type = method.typeWith(kind);
                assertThat(StunMethod.ofType(type)).hasValue(method);
                assertThat(StunMethod.classOfType(type)).isEqualTo(kind);
            }
        }
        assertThat(StunMethod.ALLOCATE.typeWith(StunClass.REQUEST)).isEqualTo(0x0003);
        assertThat(StunMethod.ALLOCATE.typeWith(StunClass.SUCCESS)).isEqualTo(0x0103);
        assertThat(StunMethod.ALLOCATE.typeWith(StunClass.ERROR)).isEqualTo(0x0113);
        assertThat(StunMethod.SEND.typeWith(StunClass.INDICATION)).isEqualTo(0x0016);
    }

    @Test
    void an_error_tells_its_code_and_a_reason_that_is_safe_to_print() {
        byte[] value = "\0\0\4VAllocation \u001b[31mQuota\n Reached".getBytes(StandardCharsets.UTF_8);

        assertThat(StunError.read(value)).hasValue(new StunError(486, "Allocation [31mQuota Reached"));
        assertThat(StunError.read(new byte[] {0, 0, 2, 0})).isEmpty();
        assertThat(StunError.read(new byte[] {0, 0, 4, 100})).isEmpty();
        assertThat(StunError.read(new byte[] {0, 0, 4})).isEmpty();
    }

    @Test
    void a_message_that_would_be_too_long_is_not_written() {
        StunWriter writer = new StunWriter(StunClass.INDICATION, StunMethod.SEND, ID);

        assertThatThrownBy(() -> writer.value(StunAttribute.DATA, new byte[65_533]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65,535");
    }

    @Provide
    Arbitrary<InetSocketAddress> addresses() {
        Arbitrary<byte[]> hosts = Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofSize(4),
                Arbitraries.bytes().array(byte[].class).ofSize(16).filter(host -> host[0] != 0));
        return hosts.flatMap(host ->
                Arbitraries.integers().between(0, 65_535).map(port -> new InetSocketAddress(address(host), port)));
    }

    private static InetAddress address(byte[] host) {
        try {
            return InetAddress.getByAddress(host);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Of 96 bytes. */
    private static byte[] sample() {
        return new StunWriter(StunClass.SUCCESS, StunMethod.ALLOCATE, ID)
                .xored(StunAttribute.XOR_RELAYED_ADDRESS, new InetSocketAddress("192.0.2.1", 50_000))
                .number(StunAttribute.LIFETIME, 600)
                .text(StunAttribute.SOFTWARE, "a server of ours too")
                .integrity(KEY)
                .fingerprint()
                .bytes();
    }

    private static void readAll(StunMessage message) {
        for (StunAttribute attribute : StunAttribute.values()) {
            message.number(attribute);
            message.text(attribute);
            message.xored(attribute);
            message.address(attribute);
        }
        message.error();
        message.isSignedWith(KEY);
        message.hasItsFingerprint();
    }
}
