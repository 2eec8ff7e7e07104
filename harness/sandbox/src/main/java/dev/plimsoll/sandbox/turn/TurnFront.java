package dev.plimsoll.sandbox.turn;

import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.fault.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between clients and coturn over UDP where coturn cannot be told to be wrong: each client has a socket of its own to
 * coturn, and what comes back is bent. On a thread of its own, which ends when it is closed.
 */
final class TurnFront implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TurnFront.class);
    private static final int MOST_CLIENTS = 4_096;
    private static final int MOST_BYTES = 65_536;

    private final Set<Fault> faults;
    private final Secret shared;
    private final InetSocketAddress coturn;
    private final Selector selector;
    private final DatagramChannel door;
    private final int port;
    private final ByteBuffer buffer = ByteBuffer.allocate(MOST_BYTES);
    private final Map<SocketAddress, Guest> guests = new HashMap<>();

    private record Guest(SocketAddress client, DatagramChannel toCoturn, AnswerFaults answers) {}

    private TurnFront(Set<Fault> faults, CoturnConfig config) throws IOException {
        this.faults = faults;
        this.shared = config.secret();
        this.coturn = new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port());
        this.selector = Selector.open();
        this.door = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.port = ((InetSocketAddress) door.getLocalAddress()).getPort();
        door.configureBlocking(false).register(selector, SelectionKey.OP_READ);
    }

    /** One that is at work, if any of these faults needs it. */
    static Optional<TurnFront> where(Set<Fault> faults, CoturnConfig config) throws IOException {
        if (faults.stream().noneMatch(AnswerFaults.ALL::contains)) {
            return Optional.empty();
        }
        TurnFront front = new TurnFront(faults, config);
        Thread thread = new Thread(front::serve, "sandbox-turn-front");
        thread.setDaemon(true);
        thread.start();
        return Optional.of(front);
    }

    /** Where clients find it, on 127.0.0.1. */
    int port() {
        return port;
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> carry((Guest) key.attachment()));
            }
        } catch (ClosedSelectorException e) {
            LOG.debug("the front of coturn is closed");
        } catch (IOException e) {
            LOG.warn("the front of coturn ended: {}", e.getMessage());
        } finally {
            guests.values().forEach(guest -> closed(guest.toCoturn()));
            closed(door);
        }
    }

    /** @param guest whose answer there is; null where a client has spoken */
    private void carry(Guest guest) {
        try {
            if (guest == null) {
                toCoturn();
            } else {
                toClient(guest);
            }
        } catch (IOException e) {
            LOG.debug("a packet was lost between a client and coturn: {}", e.getMessage());
        }
    }

    private void toCoturn() throws IOException {
        SocketAddress client = door.receive(buffer.clear());
        if (client == null) {
            return;
        }
        byte[] packet = received();
        Guest guest = guests.get(client);
        if (guest == null && guests.size() < MOST_CLIENTS) {
            guest = welcome(client);
        }
        if (guest != null) {
            guest.answers().asked(packet);
            guest.toCoturn().write(ByteBuffer.wrap(packet));
        }
    }

    private Guest welcome(SocketAddress client) throws IOException {
        DatagramChannel toCoturn = DatagramChannel.open().connect(coturn);
        Guest guest = new Guest(client, toCoturn, new AnswerFaults(faults, shared));
        guests.put(client, guest);
        toCoturn.configureBlocking(false).register(selector, SelectionKey.OP_READ, guest);
        return guest;
    }

    private void toClient(Guest guest) throws IOException {
        if (guest.toCoturn().read(buffer.clear()) > 0) {
            door.send(ByteBuffer.wrap(guest.answers().bend(received())), guest.client());
        }
    }

    private byte[] received() {
        byte[] packet = new byte[buffer.flip().remaining()];
        buffer.get(packet);
        return packet;
    }

    private static void closed(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a socket did not close: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("the selector did not close: {}", e.getMessage());
        }
    }
}
