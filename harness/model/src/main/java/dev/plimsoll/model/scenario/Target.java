package dev.plimsoll.model.scenario;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The service under test. */
public sealed interface Target {

    /**
     * The local stand-in, started for the run and stopped after it.
     *
     * @param port the signalling port on 127.0.0.1; 0 takes a free one
     * @param maxConcurrentConnections open connections of the app beyond which a connect is closed with 4010
     * @param connectsPerIp connect attempts per source address and {@code connectWindow} beyond which HTTP 429 answers
     * @param turn whether coturn runs beside it and the welcome carries ICE servers
     */
    record Sandbox(int port, int maxConcurrentConnections, int connectsPerIp, Duration connectWindow, boolean turn)
            implements Target {
        public Sandbox {
            Objects.requireNonNull(connectWindow, "connectWindow");
        }
    }

    /**
     * A service that runs elsewhere.
     *
     * @param url scheme and authority, {@code wss://host}; the protocol's path is added
     * @param origin sent as the Origin header, for keys that list origins
     */
    record Remote(URI url, Credential credential, Optional<String> origin, Budget budget) implements Target {
        public Remote {
            Objects.requireNonNull(url, "url");
            Objects.requireNonNull(credential, "credential");
            Objects.requireNonNull(origin, "origin");
            Objects.requireNonNull(budget, "budget");
        }

        /** Whether the host can only be this machine, so that no permission is needed to load it. */
        public boolean isLoopback() {
            String host = url.getHost();
            return host != null
                    && (host.equals("localhost")
                            || host.equals("[::1]")
                            || host.equals("::1")
                            || host.matches("127(\\.\\d{1,3}){3}"));
        }
    }

    /**
     * What a run may use of a remote target. The planner refuses a scenario that would pass it.
     *
     * @param connections connections opened in the whole run, probes and agents included
     * @param messages publishes and direct sends in the whole run
     * @param duration how long the run may last
     */
    record Budget(int connections, long messages, Duration duration) {
        public Budget {
            Objects.requireNonNull(duration, "duration");
        }
    }
}
