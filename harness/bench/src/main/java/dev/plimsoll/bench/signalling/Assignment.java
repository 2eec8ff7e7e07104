package dev.plimsoll.bench.signalling;

import dev.plimsoll.bench.measure.SandboxProcess;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What a contender's process is told, in its environment: the job, and the sandbox with its key. */
record Assignment(Job job, Endpoint endpoint, TokenSigner signer) {
    private static final String JOB = "PLIMSOLL_BENCH_JOB";
    private static final String URL = "PLIMSOLL_BENCH_URL";
    private static final String KEY_ID = "PLIMSOLL_BENCH_KEY_ID";
    private static final String KEY_SECRET = "PLIMSOLL_BENCH_KEY_SECRET";
    private static final Duration TOKEN_LIFE = Duration.ofHours(2);

    static Map<String, String> environment(Job job, SandboxProcess sandbox) {
        return Map.of(JOB, job.write(), URL, sandbox.url(), KEY_ID, sandbox.keyId(), KEY_SECRET, sandbox.keySecret());
    }

    static Assignment ofThisProcess() throws IOException {
        Map<String, String> environment = System.getenv();
        return new Assignment(
                Job.read(environment.get(JOB)),
                new Endpoint(URI.create(environment.get(URL))),
                new TokenSigner(environment.get(KEY_ID), new Secret(environment.get(KEY_SECRET))));
    }

    /** A token of this peer's own; each connect makes one, as in a run. */
    Endpoint.Presented token(String peerId) {
        return new Endpoint.Presented.Token(
                signer.sign(TokenClaims.of(peerId, Instant.now().plus(TOKEN_LIFE))));
    }
}
