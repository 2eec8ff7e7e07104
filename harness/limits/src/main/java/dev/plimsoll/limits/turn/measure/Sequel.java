package dev.plimsoll.limits.turn.measure;

import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.limits.turn.TurnClient;
import dev.plimsoll.limits.turn.TurnExchange;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What had to be granted first, and what came of the request in question after it.
 *
 * @param first the answer to the precondition
 * @param then the answer in question; empty if the precondition was not granted, and so nothing was learnt
 * @param exchange all that was said, as evidence
 */
public record Sequel(TurnAnswer first, Optional<TurnAnswer> then, List<TurnExchange> exchange) {

    static Sequel of(TurnClient client, TurnAnswer first, Supplier<TurnAnswer> next) {
        Optional<TurnAnswer> then = first.isGranted() ? Optional.of(next.get()) : Optional.empty();
        return new Sequel(first, then, client.exchanges());
    }

    /** The code of the answer in question, or empty if nothing was learnt. */
    public Optional<String> code() {
        return then.map(TurnAnswer::code);
    }
}
