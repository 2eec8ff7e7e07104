package dev.plimsoll.sandbox.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.connect.AppKeys;
import dev.plimsoll.sandbox.fault.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the contract is checked against. By default a sandbox for each behaviour; a service that runs elsewhere with
 * {@code -Dplimsoll.contract.url=wss://…} and the environment variables {@code PLIMSOLL_CONTRACT_KEY_ID},
 * {@code PLIMSOLL_CONTRACT_KEY_SECRET} and, if there is one, {@code PLIMSOLL_CONTRACT_PUBLISHABLE_KEY}. Connects to it are
 * paced to one a second.
 */
interface Service {
    boolean offers(Behaviour.Need need);

    /** @param settings as YAML */
    Open open(String settings);

    /** A world, and what must be stopped after it. */
    record Open(World world, Runnable stop) implements AutoCloseable {
        @Override
        public void close() {
            world.close();
            stop.run();
        }
    }

    static Service configured() {
        String url = System.getProperty("plimsoll.contract.url", "");
        return url.isEmpty() ? new Local(List.of()) : new Remote(URI.create(url), System.getenv());
    }

    /** A sandbox in this process, with some faults on. */
    record Local(List<Fault> faults) implements Service {
        @Override
        public boolean offers(Behaviour.Need need) {
            return true;
        }

        @Override
        public Open open(String settings) {
            Sandbox sandbox = Sandbox.start(SandboxConfigReader.read(settings(settings)));
            return new Open(
                    new World(sandbox.url(), sandbox.allKeys(), Optional.of(sandbox.controlToken()), Duration.ZERO),
                    sandbox::close);
        }

        /** Keys are known at once unless the behaviour is about that, and TURN is checked elsewhere. */
        private ObjectNode settings(String yaml) {
            ObjectNode settings = JsonNodeFactory.instance
                    .objectNode()
                    .put("turn", false)
                    .put("coldKey", "0ms")
                    .put("warmKey", "0ms");
            try {
                if (!yaml.isEmpty()) {
                    settings.setAll((ObjectNode) new YAMLMapper().readTree(yaml));
                }
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalArgumentException(yaml, e);
            }
            ArrayNode ids = settings.putArray("faults");
            faults.forEach(fault -> ids.add(fault.id()));
            return settings;
        }
    }

    /** A service that runs elsewhere. */
    record Remote(URI url, Map<String, String> environment) implements Service {
        @Override
        public boolean offers(Behaviour.Need need) {
            return switch (need) {
                case SIGNING_KEY -> true;
                case PUBLISHABLE_KEY -> environment.containsKey("PLIMSOLL_CONTRACT_PUBLISHABLE_KEY");
                case SANDBOX -> false;
            };
        }

        @Override
        public Open open(String settings) {
            AppKeys keys = new AppKeys(
                    environment.getOrDefault("PLIMSOLL_CONTRACT_PUBLISHABLE_KEY", ""),
                    environment.get("PLIMSOLL_CONTRACT_KEY_ID"),
                    new Secret(environment.get("PLIMSOLL_CONTRACT_KEY_SECRET")));
            return new Open(new World(url, Map.of("main", keys), Optional.empty(), Duration.ofMillis(1_050)), () -> {});
        }
    }
}
