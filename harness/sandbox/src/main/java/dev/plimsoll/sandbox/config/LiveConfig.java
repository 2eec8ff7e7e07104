package dev.plimsoll.sandbox.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The configuration as it is now; parts of it can be changed while the sandbox runs. For the server's event loop. */
public final class LiveConfig implements Supplier<SandboxConfig> {
    private static final Map<String, String> FIXED = Map.of(
            "port", "is bound at the start",
            "seed", "is used at the start",
            "apps", "have their keys from the start",
            "turn", "is started or not at the start",
            "turnServer", "is read by coturn at the start",
            "faults", "are switched at /__emu/faults");

    private SandboxConfig now;

    public LiveConfig(SandboxConfig initially) {
        this.now = initially;
    }

    @Override
    public SandboxConfig get() {
        return now;
    }

    /** @throws PlimsollException USAGE if a setting is unknown, unreadable or fixed */
    public void change(JsonNode settings) {
        List<String> fixed =
                FIXED.keySet().stream().filter(settings::has).sorted().toList();
        if (!fixed.isEmpty()) {
            String name = fixed.get(0);
            throw new PlimsollException(
                    ExitCode.USAGE, name + " " + FIXED.get(name), "set it before the sandbox starts");
        }
        now = SandboxConfigReader.change(now, settings);
    }
}
