package dev.plimsoll.simulations.dsl;

import dev.plimsoll.signalling.frame.FrameWriter;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.simulations.engine.StepRun;
import io.gatling.commons.validation.Failure;
import io.gatling.core.check.Check;
import io.gatling.core.session.Session;
import io.gatling.javaapi.core.CheckBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import scala.Option;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/** Waits for a frame or for the close; see {@link SignallingSteps#await}. Immutable. */
public final class AwaitStep extends Step {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Map<String, Class<? extends ServerFrame>> TYPES = Map.of(
            "message", ServerFrame.Message.class,
            "direct", ServerFrame.Direct.class,
            "presence", ServerFrame.Presence.class,
            "going_away", ServerFrame.GoingAway.class,
            "error", ServerFrame.Failure.class);

    private final Optional<Class<? extends ServerFrame>> type;
    private final OptionalInt closeCode;
    private final Duration patience;
    private final List<Check<String>> checks;

    private AwaitStep(
            String name,
            String connection,
            Optional<Class<? extends ServerFrame>> type,
            OptionalInt closeCode,
            Duration patience,
            List<Check<String>> checks) {
        super(name, connection);
        this.type = type;
        this.closeCode = closeCode;
        this.patience = patience;
        this.checks = List.copyOf(checks);
    }

    static AwaitStep ofFrame(String name, String connection, String type) {
        Class<? extends ServerFrame> known = TYPES.get(type);
        if (known == null) {
            throw new IllegalArgumentException(
                    "'" + type + "' is no frame to wait for; it is one of " + TYPES.keySet());
        }
        return new AwaitStep(name, connection, Optional.of(known), OptionalInt.empty(), PATIENCE, List.of());
    }

    static AwaitStep ofClose(String name, String connection, int closeCode) {
        return new AwaitStep(name, connection, Optional.empty(), OptionalInt.of(closeCode), PATIENCE, List.of());
    }

    /** How long to wait; 10 s unless set. */
    public AwaitStep within(Duration patience) {
        return new AwaitStep(name, connection, type, closeCode, patience, checks);
    }

    /** Checks of the frame's JSON: jsonPath, jmesPath, regex, substring and bodyString. */
    public AwaitStep check(CheckBuilder... wanted) {
        List<Check<String>> all = new ArrayList<>(checks);
        for (CheckBuilder check : wanted) {
            all.add(FrameChecks.materialize(check));
        }
        return new AwaitStep(name, connection, type, closeCode, patience, all);
    }

    @Override
    void carryOut(StepRun run, SignallingComponents components) {
        long startMillis = System.currentTimeMillis();
        connectionOf(run)
                .ifPresent(user -> type.ifPresentOrElse(
                        wanted ->
                                user.await(wanted::isInstance, patience, heard -> heard(run, startMillis, user, heard)),
                        () -> user.awaitLoss(patience, heard -> heard(run, startMillis, user, heard))));
    }

    private void heard(StepRun run, long startMillis, UserConnection user, Optional<UserConnection.Heard> heard) {
        if (heard.isEmpty()) {
            String unread =
                    user.forgotten() == 0 ? "" : "; " + user.forgotten() + " older frames were forgotten unread";
            finish(run, startMillis, false, "timeout", "nothing came within " + patience.toMillis() + " ms" + unread);
        } else if (heard.get() instanceof UserConnection.Heard.Lost lost) {
            int code = lost.loss().closeCode();
            boolean ok = closeCode.isPresent() && closeCode.getAsInt() == code;
            String expected = closeCode.isPresent() ? Integer.toString(closeCode.getAsInt()) : "a frame";
            finish(run, startMillis, ok, Integer.toString(code), "expected " + expected + ", got close " + code);
        } else {
            checked(run, startMillis, ((UserConnection.Heard.Frame) heard.get()).frame());
        }
    }

    private void checked(StepRun run, long startMillis, ServerFrame frame) {
        Tuple2<Session, Option<Failure>> result = Check.applyChecks(
                FrameWriter.write(frame),
                run.session(),
                CollectionConverters.asScala(checks).toList());
        Option<Failure> failure = result._2();
        finish(
                run,
                result._1(),
                startMillis,
                failure.isEmpty(),
                failure.isEmpty() ? "" : "check",
                failure.isEmpty() ? "" : failure.get().message());
    }
}
