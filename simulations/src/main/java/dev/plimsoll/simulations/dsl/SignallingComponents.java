package dev.plimsoll.simulations.dsl;

import dev.plimsoll.simulations.engine.GatlingChannels;
import dev.plimsoll.simulations.protocol.SocketOpener;
import io.gatling.core.CoreComponents;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.core.protocol.Protocol;
import io.gatling.core.protocol.ProtocolComponents;
import io.gatling.core.protocol.ProtocolKey;
import io.gatling.core.session.Session;
import scala.Function1;
import scala.runtime.BoxedUnit;

/** A run's protocol at work: what opens its sockets, and what closes those that a user leaves open. */
record SignallingComponents(SignallingProtocol protocol, SocketOpener opener) implements ProtocolComponents {
    static final ProtocolKey<SignallingProtocol, SignallingComponents> KEY = new Key();

    @Override
    public Function1<Session, Session> onStart() {
        return session -> session;
    }

    @Override
    public Function1<Session, BoxedUnit> onExit() {
        return session -> {
            UserConnection.all(session).forEach(UserConnection::leave);
            return BoxedUnit.UNIT;
        };
    }

    private static final class Key implements ProtocolKey<SignallingProtocol, SignallingComponents> {
        @Override
        @SuppressWarnings("unchecked") // Scala's signature wants the class of the trait
        public Class<Protocol> protocolClass() {
            return (Class<Protocol>) (Class<?>) SignallingProtocol.class;
        }

        @Override
        public SignallingProtocol defaultProtocolValue(GatlingConfiguration configuration) {
            throw new IllegalStateException("no signalling server; add protocols(server(…)) to setUp");
        }

        @Override
        public Function1<SignallingProtocol, SignallingComponents> newComponents(CoreComponents core) {
            return protocol -> new SignallingComponents(
                    protocol,
                    new SocketOpener(
                            protocol.endpoint(),
                            protocol.origin(),
                            protocol.connectTimeout(),
                            GatlingChannels.of(core)));
        }
    }
}
