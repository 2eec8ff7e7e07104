package dev.plimsoll.limits.probe.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.probe.peer.Names;
import dev.plimsoll.limits.probe.peer.Pacer;
import dev.plimsoll.limits.probe.peer.Peer;
import dev.plimsoll.limits.probe.peer.Peers;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Part;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.probe.Heard;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One probing of a {@link Delivery}. */
final class Following implements AutoCloseable {
    /** A number whose last digit would be lost by a service that reads it. */
    private static final BigDecimal EXACT = new BigDecimal("1.10");

    private static final int SHOWN = 3;
    private static final int IN_A_ROW = 5;

    private final Stage stage;
    private final Parameters given;
    private final Names names;
    private final Peers peers;
    private final Duration patience;
    private final Duration within;
    private final int each;
    private final List<Peer> senders = new ArrayList<>();
    private final List<Peer> receivers = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private long[][] sentNanos;
    private Pacer.Paced paced;
    private Peer bystander;

    Following(Limit limit, Stage stage) {
        this.stage = stage;
        this.given = new Parameters(limit);
        this.names = Names.of(limit, stage);
        this.patience = given.duration(Delivery.PATIENCE);
        this.within = given.duration(Delivery.WITHIN);
        this.peers = new Peers(stage, names, patience);
        this.each = (int) (limit.documented().orElseThrow().value() / given.whole(Delivery.SENDERS));
    }

    List<Part> probe() throws InterruptedException {
        seat();
        send();
        acks();
        deliveries();
        bystander();
        return parts;
    }

    private void seat() throws InterruptedException {
        for (int i = 0; i < given.whole(Delivery.RECEIVERS); i++) {
            Peer receiver = peers.open("receiver-" + (i + 1));
            receiver.ask(subscribe(room()), patience);
            receivers.add(receiver);
        }
        bystander = peers.open("bystander");
        bystander.ask(subscribe(names.run() + "/elsewhere"), patience);
        for (int i = 0; i < given.whole(Delivery.SENDERS); i++) {
            senders.add(peers.open("sender-" + (i + 1)));
        }
        for (Peer receiver : receivers) {
            receiver.stays(patience);
            receiver.unread();
        }
        bystander.stays(patience);
        bystander.unread();
    }

    private void send() throws InterruptedException {
        int count = each * senders.size();
        sentNanos = new long[senders.size()][each];
        int[] sent = new int[senders.size()];
        paced = new Pacer(stage.nanoClock(), stage::pause).run(count, given.rate(Delivery.RATE) * senders.size(), i -> {
            int index = whose(i, sent);
            sentNanos[index][sent[index]] = stage.nanos();
            senders.get(index).send(publish(sent[index]++).toString());
            return true;
        });
        stage.evidence()
                .exchange(
                        count + " publishes of " + senders.size() + " peers",
                        "sent at " + Math.round(paced.rate()) + "/s");
    }

    /** Some of one sender, then some of the next: only what one sent in a row can be seen to change its order. */
    private int whose(int number, int[] sent) {
        int index = (number / IN_A_ROW) % senders.size();
        while (sent[index] == each) {
            index = (index + 1) % senders.size();
        }
        return index;
    }

    private void acks() throws InterruptedException {
        List<String> faults = new ArrayList<>();
        for (Peer sender : senders) {
            Tally tally = new Tally(Set.of("itself"), each);
            sender.connection().inbox().await(0, heard -> isAckOf(heard, each - 1), patience);
            sender.stays(patience);
            for (Heard heard : sender.connection().inbox().since(0)) {
                heard.as(ServerFrame.Ack.class).ifPresent(ack -> tally.arrived("itself", number(ack.requestId())));
                heard.as(ServerFrame.Failure.class).ifPresent(failure -> {
                    stage.quota().heard(failure.code());
                    tally.odd("error " + failure.code());
                });
            }
            sender.connection().ended().ifPresent(end -> tally.odd("close " + end.code()));
            tally.faults().forEach(fault -> faults.add(fault.replace(" of itself", "") + " at " + sender.name()));
        }
        parts.add(part("acks", "every request is acknowledged once, in order", faults));
    }

    private static boolean isAckOf(Heard heard, int number) {
        return heard.as(ServerFrame.Ack.class)
                .filter(ack -> ack.requestId().equals("n" + number))
                .isPresent();
    }

    private static int number(String requestId) {
        return requestId.matches("n\\d{1,8}") ? Integer.parseInt(requestId.substring(1)) : -1;
    }

    private void deliveries() throws InterruptedException {
        List<String> faults = new ArrayList<>();
        List<String> slow = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        senders.forEach(sender -> ids.add(sender.id()));
        for (Peer receiver : receivers) {
            Tally tally = new Tally(ids, each);
            receiver.stays(patience);
            // What was held back comes after the pong.
            stage.pause(within);
            for (Heard heard : receiver.unread()) {
                take(heard, tally, slow);
            }
            receiver.connection().ended().ifPresent(end -> tally.odd("close " + end.code()));
            tally.faults().forEach(fault -> faults.add(fault + " at " + receiver.name()));
        }
        parts.add(part("deliveries", "every publish reaches each subscriber once, in order and unchanged", faults));
        parts.add(prompt(slow));
    }

    /** Where this machine was late itself, it may have been late to read, too. */
    private Part prompt(List<String> slow) {
        Part part = part("prompt", "no delivery takes longer than " + within.toMillis() + " ms", slow);
        boolean lateItself = paced.latest().compareTo(within.dividedBy(2)) > 0;
        String late =
                part.observed() + ", and this machine was " + paced.latest().toMillis() + " ms late itself";
        return slow.isEmpty() || !lateItself
                ? part
                : new Part(part.id(), part.title(), Verdict.INVALID, part.expected(), late);
    }

    private void take(Heard heard, Tally tally, List<String> slow) {
        Optional<ServerFrame.Message> message = heard.as(ServerFrame.Message.class);
        if (message.isEmpty()) {
            tally.odd(heard.kind() == Heard.Kind.BINARY ? "a binary frame" : "another frame");
            return;
        }
        JsonNode data = message.get().data();
        boolean unchanged = message.get().channel().equals(room())
                && data.path("n").isInt()
                && data.path("x").isNumber()
                && data.path("x").decimalValue().compareTo(EXACT) == 0;
        if (!unchanged) {
            tally.odd("something that nobody sent");
            return;
        }
        int number = data.path("n").asInt();
        tally.arrived(message.get().from(), number);
        took(heard, message.get().from(), number)
                .filter(time -> time.compareTo(within) > 0)
                .ifPresent(time -> slow.add("number " + number + " took " + time.toMillis() + " ms"));
    }

    private Optional<Duration> took(Heard heard, String from, int number) {
        for (int i = 0; i < senders.size(); i++) {
            if (senders.get(i).id().equals(from) && number >= 0 && number < each) {
                return Optional.of(Duration.ofNanos(heard.atNanos() - sentNanos[i][number]));
            }
        }
        return Optional.empty();
    }

    private void bystander() throws InterruptedException {
        bystander.stays(patience);
        List<String> heard = bystander.unread().stream()
                .map(frame -> "a frame of " + frame.bytes() + " bytes")
                .toList();
        parts.add(part("elsewhere", "a subscriber of another channel hears nothing of it", heard));
    }

    private Part part(String id, String title, List<String> faults) {
        String shown = String.join("; ", faults.subList(0, Math.min(SHOWN, faults.size())));
        String observed = faults.isEmpty() ? "so it was" : faults.size() + " faults: " + shown;
        stage.evidence().exchange(title, observed);
        return Part.of(id, title, faults.isEmpty(), each + " of each of " + senders.size() + " senders", observed);
    }

    private String room() {
        return names.run() + "/room";
    }

    private static ObjectNode subscribe(String channel) {
        return JsonNodeFactory.instance.objectNode().put("type", "subscribe").put("channel", channel);
    }

    private ObjectNode publish(int number) {
        ObjectNode frame =
                JsonNodeFactory.instance.objectNode().put("type", "publish").put("channel", room());
        frame.putObject("data").put("n", number).put("x", EXACT);
        return frame.put("requestId", "n" + number);
    }

    @Override
    public void close() {
        peers.close();
    }
}
