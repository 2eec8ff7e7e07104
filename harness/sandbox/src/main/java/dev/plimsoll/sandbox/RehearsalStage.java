package dev.plimsoll.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.connect.AppKeys;
import java.net.URI;

/** A sandbox without limits, for loads that only warm up the JVMs of both sides. */
public final class RehearsalStage implements AutoCloseable {
    private static final int NO_LIMIT = 1_000_000;

    private final Sandbox sandbox;

    private RehearsalStage(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    public static RehearsalStage open() {
        return new RehearsalStage(Sandbox.start(SandboxConfigReader.read(JsonNodeFactory.instance
                .objectNode()
                .put("turn", false)
                .put("maxConcurrentConnections", NO_LIMIT)
                .put("connectsPerIp", NO_LIMIT)
                .put("maxMessages", NO_LIMIT))));
    }

    public URI url() {
        return sandbox.url();
    }

    public AppKeys keys() {
        return sandbox.keys();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
