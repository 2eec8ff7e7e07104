package dev.plimsoll.sandbox.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.sandbox.fault.Fault;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** A sandbox, tokens for it, and an operator's hands on it. */
public final class OperatedSandbox implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);
    private static final String UNHURRIED = "connectsPerIp: 10000\ncoldKey: 0ms\nwarmKey: 0ms\n";

    private final Sandbox sandbox;

    private OperatedSandbox(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** @param settings as YAML */
    public static OperatedSandbox start(String settings) {
        return new OperatedSandbox(Sandbox.start(SandboxConfigReader.yaml(UNHURRIED + settings)));
    }

    /** Of the forms that the SDK takes without TLS, the one that browsers treat as secure by name. */
    public URI url() {
        return URI.create("ws://localhost:" + sandbox.url().getPort());
    }

    public String publishableKey() {
        return sandbox.keys().publishable();
    }

    public TokenClaims claims(String peerId) {
        return TokenClaims.of(peerId, Instant.now().plus(TOKEN_LIFE));
    }

    public Secret token(String peerId) {
        return token(claims(peerId));
    }

    public Secret token(TokenClaims claims) {
        return new TokenSigner(sandbox.keys().keyId(), sandbox.keys().secret()).sign(claims);
    }

    /** A token of this sandbox's key id that somebody else signed. */
    public Secret forgedToken(String peerId) {
        return new TokenSigner(sandbox.keys().keyId(), new Secret("a secret that this service never issued"))
                .sign(claims(peerId));
    }

    public void announceShutdown() throws IOException, InterruptedException {
        operate("POST", "/going-away", "");
    }

    /** Ends a peer's TCP connection without a close frame. */
    public void cut(String peerId) throws IOException, InterruptedException {
        operate("POST", "/connections/close", "{\"peerId\":\"" + peerId + "\",\"code\":1006}");
    }

    public void permitConnections(int most) throws IOException, InterruptedException {
        operate("PATCH", "/config", "{\"maxConcurrentConnections\":" + most + "}");
    }

    public void suspendAccount() throws IOException, InterruptedException {
        operate("PATCH", "/apps/main", "{\"suspended\":true}");
    }

    public void plant(Fault fault) throws IOException, InterruptedException {
        operate("POST", "/faults/" + fault.id(), "");
    }

    /** Disconnects a peer as the app's backend would. */
    public void kick(String peerId) throws IOException, InterruptedException {
        request(
                "DELETE",
                "/v1/peers/" + peerId,
                "",
                sandbox.keys().keyId() + ":" + sandbox.keys().secret().reveal());
    }

    private void operate(String method, String path, String body) throws IOException, InterruptedException {
        request(method, "/__emu" + path, body, sandbox.controlToken().reveal());
    }

    private void request(String method, String path, String body, String bearer)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(sandbox.httpUrl().resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + bearer)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as(method + " " + path + ": " + response.body())
                .isLessThan(300);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
