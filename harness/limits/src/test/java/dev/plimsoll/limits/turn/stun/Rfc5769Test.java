package dev.plimsoll.limits.turn.stun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The test vectors of RFC 5769. */
class Rfc5769Test {
    private static final IntegrityKey SHORT_TERM = IntegrityKey.shortTerm(new Secret("VOkJxbRl1RmTxUk/WvJxBt"));
    private static final String USERNAME = "\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9";
    private static final String NONCE = "f//499k954d6OL34oL9FSTvy64sA";
    private static final String REALM = "example.org";
    /** The password of the vector after SASLprep. */
    private static final IntegrityKey LONG_TERM = IntegrityKey.longTerm(USERNAME, REALM, new Secret("TheMatrIX"));

    private static final byte[] REQUEST = hex("""
            00010058 2112a442 b7e7a701bc34d686fa87dfae
            80220010 5354554e207465737420636c69656e74
            00240004 6e0001ff
            80290008 932ff9b151263b36
            00060009 6576746a3a68367659202020
            00080014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2
            80280004 e57a3bcf""");
    private static final byte[] IPV4_RESPONSE = hex("""
            0101003c 2112a442 b7e7a701bc34d686fa87dfae
            8022000b 7465737420766563746f7220
            00200008 0001a147e112a643
            00080014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7
            80280004 c07d4c96""");
    private static final byte[] IPV6_RESPONSE = hex("""
            01010048 2112a442 b7e7a701bc34d686fa87dfae
            8022000b 7465737420766563746f7220
            00200014 0002a1470113a9faa5d3f179bc25f4b5bed2b9d9
            00080014 a382954e4be67bf11784c97c8292c275bfe3ed41
            80280004 c8fb0b4c""");
    private static final byte[] LONG_TERM_REQUEST = hex("""
            00010060 2112a442 78ad3433c6ad72c029da412e
            00060012 e3839ee38388e383aae38383e382afe382b90000
            0015001c 662f2f3439396b39353464364f4c33346f4c39465354767936347341
            0014000b 6578616d706c652e6f726700
            00080014 f67024656dd64a3e02b8e0712e85c9a28ca89666""");

    @Test
    void a_request_with_a_short_term_credential_is_read_and_its_checksums_hold() {
        StunMessage message = StunMessage.decode(REQUEST).orElseThrow();

        assertThat(message.kind()).isEqualTo(StunClass.REQUEST);
        assertThat(message.method()).isEqualTo(StunMethod.BINDING);
        assertThat(message.text(StunAttribute.SOFTWARE)).hasValue("STUN test client");
        assertThat(message.text(StunAttribute.USERNAME)).hasValue("evtj:h6vY");
        assertThat(message.isSignedWith(SHORT_TERM)).isTrue();
        assertThat(message.hasItsFingerprint()).isTrue();
    }

    @Test
    void a_response_holds_the_xored_ipv4_address() {
        StunMessage message = StunMessage.decode(IPV4_RESPONSE).orElseThrow();

        assertThat(message.kind()).isEqualTo(StunClass.SUCCESS);
        assertThat(message.xored(StunAttribute.XOR_MAPPED_ADDRESS))
                .hasValue(new InetSocketAddress("192.0.2.1", 32_853));
        assertThat(message.isSignedWith(SHORT_TERM)).isTrue();
        assertThat(message.hasItsFingerprint()).isTrue();
    }

    @Test
    void a_response_holds_the_xored_ipv6_address() {
        StunMessage message = StunMessage.decode(IPV6_RESPONSE).orElseThrow();

        assertThat(message.xored(StunAttribute.XOR_MAPPED_ADDRESS))
                .hasValue(new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32_853));
        assertThat(message.isSignedWith(SHORT_TERM)).isTrue();
        assertThat(message.hasItsFingerprint()).isTrue();
    }

    @Test
    void a_request_with_a_long_term_credential_is_written_byte_by_byte_as_the_standard_has_it() {
        ByteBuffer id = ByteBuffer.wrap(LONG_TERM_REQUEST, 8, 12);

        byte[] written = new StunWriter(StunClass.REQUEST, StunMethod.BINDING, TransactionId.read(id))
                .text(StunAttribute.USERNAME, USERNAME)
                .text(StunAttribute.NONCE, NONCE)
                .text(StunAttribute.REALM, REALM)
                .integrity(LONG_TERM)
                .bytes();

        assertThat(written).isEqualTo(LONG_TERM_REQUEST);
        assertThat(StunMessage.decode(written).orElseThrow().isSignedWith(LONG_TERM))
                .isTrue();
    }

    @Test
    void a_message_that_was_tampered_with_is_not_signed_and_has_no_fingerprint() {
        byte[] tampered = REQUEST.clone();
        tampered[30] ^= 1;
        StunMessage message = StunMessage.decode(tampered).orElseThrow();

        assertThat(message.isSignedWith(SHORT_TERM)).isFalse();
        assertThat(message.hasItsFingerprint()).isFalse();
        assertThat(StunMessage.decode(REQUEST).orElseThrow().isSignedWith(LONG_TERM))
                .isFalse();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }
}
