package dev.plimsoll.limits.turn;

import dev.plimsoll.limits.turn.stun.StunAttribute;
import dev.plimsoll.limits.turn.stun.StunMethod;
import dev.plimsoll.limits.turn.stun.StunWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is asked of a server. */
public sealed interface TurnRequest {
    StunMethod method();

    /** Writes the attributes of the request, not those of its login. */
    void write(StunWriter to);

    /** Which address do I come from? Needs no login, as a rule. */
    record Binding() implements TurnRequest {
        @Override
        public StunMethod method() {
            return StunMethod.BINDING;
        }

        @Override
        public void write(StunWriter to) {
            // A Binding request says all by its method.
        }
    }

    /**
     * A relayed address for UDP.
     *
     * @param lifetime whole seconds; the server may grant another
     * @param family empty leaves the choice to the server, which is IPv4
     */
    record Allocate(Optional<Duration> lifetime, Optional<AddressFamily> family) implements TurnRequest {
        private static final int UDP = 17 << 24;

        /** With the server's own lifetime and family. */
        public static Allocate plain() {
            return new Allocate(Optional.empty(), Optional.empty());
        }

        public static Allocate lasting(Duration lifetime) {
            return new Allocate(Optional.of(lifetime), Optional.empty());
        }

        public static Allocate of(AddressFamily family) {
            return new Allocate(Optional.empty(), Optional.of(family));
        }

        @Override
        public StunMethod method() {
            return StunMethod.ALLOCATE;
        }

        @Override
        public void write(StunWriter to) {
            to.number(StunAttribute.REQUESTED_TRANSPORT, UDP);
            lifetime.ifPresent(time -> to.number(StunAttribute.LIFETIME, seconds(time)));
            family.ifPresent(wanted -> to.number(StunAttribute.REQUESTED_ADDRESS_FAMILY, wanted.number() << 24));
        }
    }

    /** @param lifetime zero ends the allocation; empty leaves the choice to the server */
    record Refresh(Optional<Duration> lifetime) implements TurnRequest {
        @Override
        public StunMethod method() {
            return StunMethod.REFRESH;
        }

        @Override
        public void write(StunWriter to) {
            lifetime.ifPresent(time -> to.number(StunAttribute.LIFETIME, seconds(time)));
        }
    }

    /** Lets these peers' addresses send to the relay; their ports do not matter. */
    record CreatePermission(List<InetSocketAddress> peers) implements TurnRequest {
        public CreatePermission {
            peers = List.copyOf(peers);
        }

        @Override
        public StunMethod method() {
            return StunMethod.CREATE_PERMISSION;
        }

        @Override
        public void write(StunWriter to) {
            peers.forEach(peer -> to.xored(StunAttribute.XOR_PEER_ADDRESS, peer));
        }
    }

    /**
     * A short header for this peer's data, and a permission.
     *
     * @param channel 0x4000 to 0x4FFF
     */
    record ChannelBind(int channel, InetSocketAddress peer) implements TurnRequest {
        @Override
        public StunMethod method() {
            return StunMethod.CHANNEL_BIND;
        }

        @Override
        public void write(StunWriter to) {
            to.number(StunAttribute.CHANNEL_NUMBER, channel << 16);
            to.xored(StunAttribute.XOR_PEER_ADDRESS, peer);
        }
    }

    private static int seconds(Duration time) {
        return (int) Math.min(time.toSeconds(), 0xFFFF_FFFFL);
    }
}
