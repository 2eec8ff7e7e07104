package dev.plimsoll.limits.turn;

import dev.plimsoll.limits.turn.stun.StunAttribute;
import dev.plimsoll.limits.turn.stun.StunClass;
import dev.plimsoll.limits.turn.stun.StunMethod;
import dev.plimsoll.limits.turn.stun.StunWriter;
import dev.plimsoll.limits.turn.stun.TransactionId;
import java.net.InetSocketAddress;
import java.util.Optional;

/** What a client sends, as bytes. */
final class TurnMessages {
    private TurnMessages() {}

    static byte[] request(TurnRequest request, Optional<TurnLogin> login, TransactionId id) {
        StunWriter writer = new StunWriter(StunClass.REQUEST, request.method(), id);
        request.write(writer);
        login.ifPresent(
                as -> writer.text(StunAttribute.USERNAME, as.credential().username())
                        .text(StunAttribute.REALM, as.challenge().realm())
                        .text(StunAttribute.NONCE, as.challenge().nonce())
                        .integrity(as.key()));
        return writer.fingerprint().bytes();
    }

    static byte[] sendIndication(InetSocketAddress peer, byte[] payload, TransactionId id) {
        return new StunWriter(StunClass.INDICATION, StunMethod.SEND, id)
                .xored(StunAttribute.XOR_PEER_ADDRESS, peer)
                .value(StunAttribute.DATA, payload)
                .bytes();
    }
}
