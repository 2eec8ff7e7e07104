package dev.plimsoll.limits.probe.turn;

import dev.plimsoll.document.Fault;
import dev.plimsoll.limits.pack.Parameter;
import dev.plimsoll.limits.pack.Parameter.Kind;
import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.limits.turn.TurnAnswer;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.Reaction;
import dev.plimsoll.model.scenario.TurnTransport;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the probes of TURN servers have in common. Pure, but for {@link #place}. */
final class TurnParameters {
    static final Parameter TRANSPORT =
            Parameter.optional("transport", Kind.TEXT, "udp", "to the server: udp, tcp or tls");
    static final Parameter PATIENCE =
            Parameter.optional("patience", Kind.DURATION, "5s", "for an answer; then it counts as silence");

    private TurnParameters() {}

    static TurnPlace place(Limit limit, Stage stage) {
        Parameters given = new Parameters(limit);
        return new TurnPlace(stage, TurnTransports.of(limit), given.duration(PATIENCE.name()));
    }

    static void transportFault(Limit limit, List<Fault> faults) {
        if (transport(new Parameters(limit).text(TRANSPORT.name())).isEmpty()) {
            faults.add(new Fault("/parameters/" + TRANSPORT.name(), "is none of udp, tcp, tls", "write udp"));
        }
    }

    static Optional<TurnTransport> transport(String label) {
        return Arrays.stream(TurnTransport.values())
                .filter(transport -> transport.label().equals(label))
                .findFirst();
    }

    static void choiceFault(Limit limit, String name, List<String> choices, List<Fault> faults) {
        if (!choices.contains(new Parameters(limit).text(name))) {
            faults.add(new Fault(
                    "/parameters/" + name, "is none of " + String.join(", ", choices), "write " + choices.get(0)));
        }
    }

    /** Whether the limit documents this answer. */
    static boolean isDocumented(Limit limit, TurnAnswer answer) {
        return limit.reactions().stream().anyMatch(reaction -> {
            if (reaction instanceof Reaction.StunError error) {
                return answer.isRefusedWith(error.code());
            }
            return reaction instanceof Reaction.Accepted
                    ? answer.isGranted()
                    : reaction instanceof Reaction.SilentDrop && answer instanceof TurnAnswer.Silent;
        });
    }

    static boolean namesStunError(Limit limit) {
        return limit.reactions().stream().anyMatch(Reaction.StunError.class::isInstance);
    }

    static String documented(Limit limit) {
        return limit.reactions().stream().map(Reaction::text).collect(Collectors.joining(" or "));
    }
}
