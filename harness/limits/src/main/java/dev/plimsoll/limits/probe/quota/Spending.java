package dev.plimsoll.limits.probe.quota;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.probe.peer.Expectation;
import dev.plimsoll.limits.probe.peer.Names;
import dev.plimsoll.limits.probe.peer.Pacer;
import dev.plimsoll.limits.probe.peer.Peer;
import dev.plimsoll.limits.probe.peer.Peers;
import dev.plimsoll.limits.probe.peer.Usage;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.probe.Heard;
import dev.plimsoll.signalling.probe.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One probing of a {@link MessageQuota}. */
final class Spending implements AutoCloseable {
    private final Limit limit;
    private final Stage stage;
    private final Parameters given;
    private final Names names;
    private final Peers peers;
    private final Duration patience;
    private final Expectation refusal;
    private final Usage usage;
    private final List<Peer> senders = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private Peer listener;
    private long tried;

    Spending(Limit limit, Stage stage) {
        this.limit = limit;
        this.stage = stage;
        this.given = new Parameters(limit);
        this.names = Names.of(limit, stage);
        this.patience = given.duration(MessageQuota.PATIENCE);
        this.peers = new Peers(stage, names, patience);
        this.refusal = Expectation.of(limit);
        this.usage = new Usage(stage);
    }

    List<Part> probe() throws InterruptedException {
        long before = usage.messages();
        long left = limit.documented().orElseThrow().value() - before;
        if (before < 0 || left < 1) {
            String why = before < 0 ? "usage does not say what is left" : before + " messages are used already";
            return List.of(new Part("accepted", "messages are accepted", Verdict.INVALID, left + " messages", why));
        }
        seat();
        boolean spent = spend(left);
        refuse(spent);
        hear(spent);
        agree(before);
        return parts;
    }

    /** Two listeners, so that counting them shows; the first sender listens too, for receiving must go on for it. */
    private void seat() throws InterruptedException {
        listener = peers.open("listener");
        Peer second = peers.open("second");
        for (Peer peer : List.of(listener, second)) {
            peer.ask(subscribe(room()), patience);
        }
        for (int i = 0; i < given.whole(MessageQuota.SENDERS); i++) {
            senders.add(peers.open("sender-" + (i + 1)));
        }
        senders.get(0).ask(subscribe(lobby()), patience);
    }

    private boolean spend(long left) throws InterruptedException {
        int count = Math.toIntExact(left);
        double rate = given.rate(MessageQuota.RATE) * senders.size();
        new Pacer(stage.nanoClock(), stage::pause).run(count, rate, i -> {
            Peer sender = senders.get(i % senders.size());
            tried++;
            return sender.send(publish(i).put("requestId", "n" + i).toString());
        });
        long acked = 0;
        List<String> refused = new ArrayList<>();
        for (Peer sender : senders) {
            sender.stays(patience);
            for (Heard heard : sender.connection().inbox().since(0)) {
                acked += isAck(heard) ? 1 : 0;
                heard.as(ServerFrame.Failure.class).ifPresent(failure -> refused.add(failure.code()));
            }
            sender.connection().ended().ifPresent(end -> refused.add("close " + end.code()));
        }
        boolean holds = acked == left && refused.isEmpty();
        String observed = acked + " acknowledged" + (refused.isEmpty() ? "" : ", then " + refused.get(0));
        stage.evidence().exchange(count + " publishes of " + senders.size() + " peers", observed);
        parts.add(Part.of("accepted", "what the plan has left is accepted", holds, left + " acknowledged", observed));
        return holds;
    }

    private static boolean isAck(Heard heard) {
        return heard.as(ServerFrame.Ack.class)
                .filter(ack -> ack.requestId().matches("n\\d+"))
                .isPresent();
    }

    private void refuse(boolean spent) throws InterruptedException {
        int beyond = (int) given.whole(MessageQuota.BEYOND);
        String title = "the next " + beyond + " publishes and a send are refused, connections stay";
        if (!spent) {
            parts.add(Part.skipped("refused", title, refusal.text(), "not tried, the boundary was not reached"));
            return;
        }
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i <= beyond; i++) {
            Peer sender = senders.get(i < beyond ? i % senders.size() : 0);
            Reply reply =
                    sender.ask(i < beyond ? publish(-1) : send(), patience).reply();
            tried++;
            Optional<Reaction> way = refusal.met(reply);
            boolean stays = way.isEmpty() || !way.get().connectionStays() || sender.stays(patience);
            if (way.isEmpty() || !stays) {
                wrong.add(Expectation.text(reply) + (stays ? "" : ", then the connection ended"));
            }
        }
        String observed = wrong.isEmpty() ? (beyond + 1) + " x " + refusal.text() : String.join("; ", wrong);
        parts.add(Part.of("refused", title, wrong.isEmpty(), refusal.text(), observed));
    }

    /** Publishes reach nobody any more, but news of who comes do: also those who were refused. */
    private void hear(boolean spent) throws InterruptedException {
        String title = "receiving goes on for those who were refused, too";
        Peer refused = senders.get(0);
        if (!spent || !refused.connection().isOpen()) {
            parts.add(Part.skipped("receives", title, "presence", "not tried, nobody was refused"));
            return;
        }
        refused.unread();
        listener.unread();
        Peer late = peers.open("late");
        late.ask(subscribe(lobby()), patience);
        late.ask(subscribe(room()), patience);
        boolean hears =
                refused.news(patience).isPresent() && listener.news(patience).isPresent();
        parts.add(Part.of("receives", title, hears, "presence of a newcomer", hears ? "both heard" : "not heard"));
    }

    private void agree(long before) throws InterruptedException {
        String title = "the reported usage agrees";
        long expected = before + tried;
        long reported = usage.messagesFrom(expected, given.duration(MessageQuota.LAG));
        String observed = reported + " reported, " + before + " before and " + tried + " tried";
        parts.add(Part.of("usage", title, reported == expected, expected + " messages", observed));
    }

    private String room() {
        return names.run() + "/room";
    }

    private String lobby() {
        return names.run() + "/lobby";
    }

    private static ObjectNode subscribe(String channel) {
        return JsonNodeFactory.instance.objectNode().put("type", "subscribe").put("channel", channel);
    }

    private ObjectNode publish(int number) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "publish")
                .put("channel", room())
                .put("data", number);
    }

    private ObjectNode send() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "send")
                .put("to", listener.id())
                .put("data", 1);
    }

    @Override
    public void close() {
        peers.close();
    }
}
