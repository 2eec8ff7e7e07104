package dev.plimsoll.bench.signalling;

import dev.plimsoll.bench.measure.SandboxProcess;
import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.control.SandboxEvent;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What a contender's process is told, in its environment: the job, where to rehearse and where to work. */
public record Assignment(Job job, Place rehearsal, Place place) {
    private static final String PREFIX = "PLIMSOLL_BENCH_";
    private static final Duration TOKEN_LIFE = Duration.ofHours(2);

    /** A service with its key. */
    public record Place(Endpoint endpoint, TokenSigner signer) {
        /** A token of this peer's own; each connect makes one, as in a run. */
        Endpoint.Presented token(String peerId) {
            return new Endpoint.Presented.Token(
                    signer.sign(TokenClaims.of(peerId, Instant.now().plus(TOKEN_LIFE))));
        }
    }

    /** For the process of a contender. */
    public static Map<String, String> environment(Job job, SandboxProcess sandbox, SandboxEvent.Rehearsing rehearsal) {
        Map<String, String> environment = new HashMap<>();
        environment.put(PREFIX + "JOB", job.write());
        put(environment, "PLACE", sandbox.url(), sandbox.keyId(), sandbox.keySecret());
        put(environment, "REHEARSAL", rehearsal.url(), rehearsal.keyId(), rehearsal.keySecret());
        Endpoint.Presented key = new Endpoint.Presented.Key(new Secret(sandbox.publishableKey()));
        Endpoint endpoint = new Endpoint(URI.create(sandbox.url()));
        environment.putAll(Artillery.environment(job, endpoint.connectUri(key).toString()));
        return environment;
    }

    private static void put(Map<String, String> environment, String name, String url, String keyId, String secret) {
        environment.put(PREFIX + name + "_URL", url);
        environment.put(PREFIX + name + "_KEY_ID", keyId);
        environment.put(PREFIX + name + "_KEY_SECRET", secret);
    }

    public static Assignment ofThisProcess() throws IOException {
        return new Assignment(Job.read(System.getenv(PREFIX + "JOB")), place("REHEARSAL"), place("PLACE"));
    }

    private static Place place(String name) {
        Map<String, String> environment = System.getenv();
        return new Place(
                new Endpoint(URI.create(environment.get(PREFIX + name + "_URL"))),
                new TokenSigner(
                        environment.get(PREFIX + name + "_KEY_ID"),
                        new Secret(environment.get(PREFIX + name + "_KEY_SECRET"))));
    }
}
