package dev.plimsoll.limits.probe.connect;

import dev.plimsoll.document.Fault;
import dev.plimsoll.document.Nearest;
import dev.plimsoll.document.Wording;
import dev.plimsoll.limits.Probe;
import dev.plimsoll.limits.facts.Fact;
import dev.plimsoll.limits.facts.TargetFacts;
import dev.plimsoll.limits.pack.Parameter;
import dev.plimsoll.limits.pack.Parameter.Kind;
import dev.plimsoll.limits.pack.Parameters;
import dev.plimsoll.limits.stage.Stage;
import dev.plimsoll.model.limit.Cost;
import dev.plimsoll.model.limit.Limit;
import dev.plimsoll.model.limit.LimitUnit;
import dev.plimsoll.model.limit.LimitVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a connection hears first: one welcome, before anything else, in time, with every field as documented for the kind of
 * credential.
 */
public final class WelcomeContents implements Probe {
    static final String CREDENTIAL = "credential";
    static final String CONNECTIONS = "connections";
    static final String MAX_MESSAGE_SIZE = "maxMessageSize";
    static final String CLOCK = "clock";
    static final String METADATA = "metadata";

    @Override
    public String id() {
        return "welcome";
    }

    @Override
    public String purpose() {
        return "Connects and holds what comes first against what is documented: one welcome, in time, with all its fields.";
    }

    /** From the connect to the welcome. */
    @Override
    public Set<LimitUnit> units() {
        return Set.of(LimitUnit.MILLISECONDS, LimitUnit.SECONDS);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(CREDENTIAL, Kind.TEXT, CredentialKind.TOKEN.label(), "of " + CredentialKind.GOOD),
                Parameter.optional(CONNECTIONS, Kind.WHOLE, 3, "one after another; 2 to 50"),
                Parameter.perhaps(
                        MAX_MESSAGE_SIZE, Kind.WHOLE, "bytes of the largest frame, as the welcome tells them"),
                Parameter.optional(CLOCK, Kind.DURATION, "5s", "how far the service's time may be from this machine's"),
                Parameter.perhaps(
                        METADATA,
                        Kind.MAP,
                        "what the token carries for this connection, of which the welcome gives every field back as it is"));
    }

    @Override
    public List<Fault> faults(Limit limit) {
        List<Fault> faults = new ArrayList<>();
        Parameters given = new Parameters(limit);
        String credential = given.text(CREDENTIAL);
        if (!CredentialKind.GOOD.contains(credential)) {
            String what = Wording.show(credential) + " is no credential that is welcomed";
            faults.add(new Fault("/parameters/" + CREDENTIAL, what, Nearest.hint(credential, CredentialKind.GOOD)));
        } else if (given.has(METADATA) && !credential.equals(CredentialKind.TOKEN.label())) {
            faults.add(new Fault("/parameters/" + METADATA, "is only carried by a token", "write credential: token"));
        }
        if (given.whole(CONNECTIONS) < 2 || given.whole(CONNECTIONS) > 50) {
            faults.add(new Fault("/parameters/" + CONNECTIONS, "is not from 2 to 50", "write 3"));
        }
        if (limit.documented().orElseThrow().value() < 1) {
            faults.add(new Fault("/documented/value", "is no time at all", "write 10 seconds"));
        }
        return faults;
    }

    @Override
    public Set<Fact> needs(Limit limit) {
        EnumSet<Fact> needs = EnumSet.of(Fact.SIGNALLING);
        CredentialKind.of(new Parameters(limit).text(CREDENTIAL)).needs().ifPresent(needs::add);
        return needs;
    }

    @Override
    public Cost cost(Limit limit, TargetFacts target) {
        long connects = new Parameters(limit).whole(CONNECTIONS);
        Duration time = target.connectRate()
                .withMargin()
                .timeFor(connects, target.sources().size())
                .plus(Visits.ONE_CONNECT.multipliedBy(connects));
        return Cost.ofConnects(connects, connects, time);
    }

    /** The documented time. */
    static Duration within(Limit limit) {
        long value = limit.documented().orElseThrow().value();
        return limit.documented().orElseThrow().unit() == LimitUnit.SECONDS
                ? Duration.ofSeconds(value)
                : Duration.ofMillis(value);
    }

    @Override
    public LimitVerdict run(Limit limit, Stage stage) throws InterruptedException {
        return Visits.judged(limit, stage, within(limit), visits -> new Welcomes(limit, stage, visits).probe());
    }
}
