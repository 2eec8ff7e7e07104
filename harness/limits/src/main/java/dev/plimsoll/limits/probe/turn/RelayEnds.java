package dev.plimsoll.limits.probe.turn;

import dev.plimsoll.limits.stage.TargetSilent;
import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.TurnClient;
import dev.plimsoll.limits.turn.TurnRequest;
import dev.plimsoll.limits.turn.measure.OwnPeer;
import dev.plimsoll.limits.turn.measure.RelayPath;
import dev.plimsoll.limits.turn.stun.ChannelData;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** An allocation with a channel to a peer of this machine. For one thread. */
final class RelayEnds implements AutoCloseable {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final TurnClient client;
    private final TurnCredential credential;
    private final OwnPeer peer;

    private RelayEnds(TurnClient client, TurnCredential credential, OwnPeer peer) {
        this.client = client;
        this.credential = credential;
        this.peer = peer;
    }

    /** @throws PlimsollException NOT_READY if the relay or the peer cannot be had */
    static RelayEnds open(TurnPlace place, String address, String user) {
        TurnCredential credential = place.credential(user, LIFE);
        OwnPeer peer = peer(address);
        RelayEnds ends = new RelayEnds(place.client(), credential, peer);
        TurnAnswer allocated = ends.client.allocate(credential, TurnRequest.Allocate.plain());
        TurnAnswer bound = allocated.isGranted()
                ? ends.client.channelBind(credential, ChannelData.LOWEST, peer.address())
                : allocated;
        if (!bound.isGranted()) {
            ends.close();
            if (TurnPlace.isUnanswered(bound)) {
                throw new TargetSilent("an Allocate or ChannelBind: " + TurnPlace.text(bound));
            }
            throw new PlimsollException(
                    ExitCode.NOT_READY,
                    "no relay to " + address + ": " + TurnPlace.text(bound),
                    "check that the server permits this peer");
        }
        return ends;
    }

    private static OwnPeer peer(String address) {
        try {
            return OwnPeer.at(new InetSocketAddress(address, 0));
        } catch (IOException e) {
            throw new PlimsollException(
                    ExitCode.NOT_READY, address + " is no address of this machine", "write one that is", e);
        }
    }

    RelayPath toPeer() {
        return RelayPath.toPeer(client, peer);
    }

    TurnAnswer refresh() {
        return client.refresh(credential, LIFE);
    }

    @Override
    public void close() {
        client.delete(credential);
        client.close();
        peer.close();
    }
}
