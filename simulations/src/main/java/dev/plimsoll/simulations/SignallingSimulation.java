package dev.plimsoll.simulations;

/** The load of a scenario, as {@link LoadRun} hands it over. */
public final class SignallingSimulation extends PlannedSimulation {
    public SignallingSimulation() {
        super(LoadContext.current());
    }
}
