package dev.plimsoll.model.scenario;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The service under test. */
public sealed interface Target {

    /** A short name, the same in every run: what tells this target's numbers from another's. Holds no secret. */
    String label();

    /**
     * The local stand-in, started for the run and stopped after it.
     *
     * @param settings what the scenario sets of its configuration, by name; maps and lists may be nested. Only the sandbox
     *     knows what they mean
     */
    record Sandbox(Map<String, Object> settings) implements Target {
        public Sandbox {
            settings = Map.copyOf(settings);
        }

        @Override
        public String label() {
            return "sandbox";
        }

        /** Whether TURN runs beside it, as it does unless the scenario says otherwise. */
        public boolean turn() {
            return !Boolean.FALSE.equals(settings.get("turn"));
        }
    }

    /**
     * A service that runs elsewhere.
     *
     * @param url scheme and authority, {@code wss://host}; the protocol's path is added
     * @param origin sent as the Origin header, for keys that list origins
     * @param services what else can be probed
     */
    record Remote(URI url, Credential credential, Optional<String> origin, Budget budget, RemoteServices services)
            implements Target {
        public Remote {
            Objects.requireNonNull(url, "url");
            Objects.requireNonNull(credential, "credential");
            Objects.requireNonNull(origin, "origin");
            Objects.requireNonNull(budget, "budget");
            Objects.requireNonNull(services, "services");
        }

        /** Of which only the signalling is known. */
        public Remote(URI url, Credential credential, Optional<String> origin, Budget budget) {
            this(url, credential, origin, budget, RemoteServices.NONE);
        }

        /** The host, with its port if it is not the usual one. */
        @Override
        public String label() {
            return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
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
     * @param calls to HTTP APIs in the whole run
     * @param allocations of TURN servers in the whole run
     * @param usd what the provider may charge for it, where a pack says what that is
     */
    record Budget(int connections, long messages, Duration duration, long calls, long allocations, BigDecimal usd) {
        /** Half of what Cloudflare admits of an API token in five minutes. */
        public static final long CALLS = 600;

        public static final long ALLOCATIONS = 200;

        public static final BigDecimal USD = BigDecimal.ONE;

        public Budget {
            Objects.requireNonNull(duration, "duration");
            Objects.requireNonNull(usd, "usd");
        }

        public Budget(int connections, long messages, Duration duration) {
            this(connections, messages, duration, CALLS, ALLOCATIONS, USD);
        }
    }
}
