package dev.plimsoll.cli.run;

import dev.plimsoll.agents.control.AgentOrder;
import dev.plimsoll.model.fault.PlannedFault;
import java.io.IOException;

/** Does faults to the calls of a run. Paths are the impairment proxy's, which has the same plan and clock. */
final class CallLevers implements FaultStage.Levers {
    private static final String COTURN = "coturn";

    private final Service service;
    private final AgentStage agents;
    private final AgentStage.ProcessList watch;
    private int starts = 1;

    /** @param watch told of TURN servers that are started */
    CallLevers(Service service, AgentStage agents, AgentStage.ProcessList watch) {
        this.service = service;
        this.agents = agents;
        this.watch = watch;
    }

    @Override
    public void strike(PlannedFault fault) throws IOException {
        switch (fault.kind()) {
            case TURN_STOP -> turn().stop();
            case CREDENTIALS_EXPIRE -> expire(fault);
            case CREDENTIALS_ROTATE -> {
                expire(fault);
                agents.order(new AgentOrder.RenewCredentials());
            }
            case SIGNALLING_DROP ->
                agents.order(new AgentOrder.DropSignalling(fault.lasts().toMillis()));
            case PATH_BLACKHOLE, PATH_CUT -> {
                // The proxy's part.
            }
        }
    }

    /** Those that are out; what the run has in store is one of them. */
    private void expire(PlannedFault fault) throws IOException {
        turn().expireCredentials(fault.lasts());
        agents.forgetCredentials();
    }

    @Override
    public void undo(PlannedFault fault) throws IOException {
        switch (fault.kind()) {
            case TURN_STOP -> watch.watch(COTURN + "-" + ++starts, turn().start());
            case CREDENTIALS_EXPIRE, CREDENTIALS_ROTATE, SIGNALLING_DROP, PATH_BLACKHOLE, PATH_CUT -> {
                // Ends by itself.
            }
        }
    }

    private TurnLever turn() throws IOException {
        return service.turnLever().orElseThrow(() -> new IOException("there is no TURN server of our own"));
    }
}
