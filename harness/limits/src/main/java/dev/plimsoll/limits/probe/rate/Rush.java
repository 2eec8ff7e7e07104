package dev.plimsoll.limits.probe.rate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.limits.probe.peer.Pacer;
import dev.plimsoll.limits.probe.peer.Peer;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.probe.Ended;
import dev.plimsoll.signalling.probe.Heard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Requests of one connection at a rate, nobody waiting for their answers in between. For one thread. */
final class Rush {
    private final Peer peer;
    private final Stage stage;
    private final Duration patience;

    Rush(Peer peer, Stage stage, Duration patience) {
        this.peer = peer;
        this.stage = stage;
        this.patience = patience;
    }

    /**
     * What a stream came to.
     *
     * @param pace how it was sent
     * @param acked how many requests were acknowledged
     * @param refused how many met an error
     * @param behind how long after the last request was sent the last ack came
     * @param end how the connection ended, if it did
     */
    record Flow(Pacer.Paced pace, int wanted, int acked, int refused, Duration behind, Optional<Ended> end) {
        boolean whole() {
            return end.isEmpty() && pace.done() == wanted && acked == wanted;
        }

        String text() {
            return acked + " of " + pace.done() + " acknowledged"
                    + (refused > 0 ? ", " + refused + " refused" : "")
                    + end.map(close -> ", then close " + close.code()).orElse("")
                    + ", sent at " + Math.round(pace.rate()) + "/s";
        }
    }

    Flow send(ObjectNode frame, int count, double perSecond) throws InterruptedException {
        long before = peer.connection().inbox().next();
        Pacer.Paced paced = new Pacer(stage.nanoClock(), stage::pause)
                .run(
                        count,
                        perSecond,
                        i -> peer.send(
                                frame.deepCopy().put("requestId", "n" + i).toString()));
        long sentNanos = stage.nanos();
        peer.connection().inbox().await(before, heard -> answers(heard, "n" + (paced.done() - 1)), patience);
        List<Heard> heard = peer.connection().inbox().since(before);
        List<Heard> acks = heard.stream()
                .filter(one -> one.as(ServerFrame.Ack.class).isPresent())
                .toList();
        int refused = (int) heard.stream()
                .filter(one -> one.as(ServerFrame.Failure.class).isPresent())
                .count();
        long last = acks.isEmpty() ? sentNanos : acks.get(acks.size() - 1).atNanos();
        Duration behind = Duration.ofNanos(Math.max(0, last - sentNanos));
        Optional<Ended> end = peer.connection().ended();
        end.ifPresent(close -> stage.quota().heard(Integer.toString(close.code())));
        Flow flow = new Flow(paced, count, acks.size(), refused, behind, end);
        stage.evidence()
                .exchange(
                        peer.name() + ": " + count + " x " + frame + (Double.isInfinite(perSecond) ? " at once" : ""),
                        flow.text());
        return flow;
    }

    private static boolean answers(Heard heard, String requestId) {
        return heard.as(ServerFrame.Ack.class)
                        .filter(ack -> ack.requestId().equals(requestId))
                        .isPresent()
                || heard.as(ServerFrame.Failure.class)
                        .flatMap(ServerFrame.Failure::requestId)
                        .filter(requestId::equals)
                        .isPresent();
    }
}
