package dev.plimsoll.simulations.dsl;

import dev.plimsoll.simulations.engine.StepRun;
import java.util.function.Consumer;

/** Ends a connection, or its TCP; see {@link SignallingSteps}. Immutable. */
public final class LeaveStep extends Step {
    private final Consumer<UserConnection> how;

    LeaveStep(String name, String connection, Consumer<UserConnection> how) {
        super(name, connection);
        this.how = how;
    }

    @Override
    void carryOut(StepRun run, SignallingComponents components) {
        long startMillis = System.currentTimeMillis();
        connectionOf(run).ifPresent(user -> {
            how.accept(user);
            finish(run, startMillis, true, "", "");
        });
    }
}
