package dev.plimsoll.limits.turn.measure;

import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.TurnClient;
import dev.plimsoll.limits.turn.TurnExchange;
import dev.plimsoll.signalling.ice.TurnCredential;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Allocations that are held at once, each on a 5-tuple of its own. Closing ends them all. For one thread at a time. */
public final class Allocations implements AutoCloseable {
    private final Deque<Held> held = new ArrayDeque<>();
    private final List<TurnAnswer> answers = new ArrayList<>();

    private record Held(TurnClient client, TurnCredential credential) {}

    /** Takes over a client and what its Allocate came to; one that was refused is closed. */
    TurnAnswer add(TurnClient client, TurnCredential credential, TurnAnswer answer) {
        answers.add(answer);
        if (answer.isGranted()) {
            held.addLast(new Held(client, credential));
        } else {
            client.close();
        }
        return answer;
    }

    /** What each Allocate came to, in the order in which they were asked. */
    public List<TurnAnswer> answers() {
        return List.copyOf(answers);
    }

    /** How many Allocates came to each code. */
    public Map<String, Integer> byCode() {
        Map<String, Integer> counts = new TreeMap<>();
        answers.forEach(answer -> counts.merge(answer.code(), 1, Integer::sum));
        return counts;
    }

    /** How many were granted before the first that was not. */
    public int grantedInARow() {
        int granted = 0;
        while (granted < answers.size() && answers.get(granted).isGranted()) {
            granted++;
        }
        return granted;
    }

    public int held() {
        return held.size();
    }

    /**
     * Ends the oldest allocation that is held.
     *
     * @return what the server said to that
     * @throws java.util.NoSuchElementException if none is held
     */
    public TurnAnswer release() {
        return end(held.removeFirst());
    }

    /** Asks the server to keep each; tells of those that it does not. */
    public List<TurnExchange> lost(Duration lifetime) {
        List<TurnExchange> lost = new ArrayList<>();
        for (Held one : held) {
            if (!one.client().refresh(one.credential(), lifetime).isGranted()) {
                List<TurnExchange> exchanges = one.client().exchanges();
                lost.add(exchanges.get(exchanges.size() - 1));
            }
        }
        return lost;
    }

    @Override
    public void close() {
        held.forEach(Allocations::end);
        held.clear();
    }

    private static TurnAnswer end(Held one) {
        try (TurnClient client = one.client()) {
            return client.delete(one.credential());
        }
    }
}
