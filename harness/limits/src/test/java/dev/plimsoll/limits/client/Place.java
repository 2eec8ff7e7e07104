package dev.plimsoll.limits.client;

import dev.plimsoll.model.Secret;
import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.auth.TokenClaims;
import dev.plimsoll.signalling.auth.TokenSigner;
import dev.plimsoll.signalling.probe.ConnectSpec;
import dev.plimsoll.signalling.probe.ProbeConnection;
import dev.plimsoll.signalling.probe.rest.RestCall;
import dev.plimsoll.signalling.probe.rest.RestClient;
import dev.plimsoll.signalling.probe.rest.RestExchange;
import dev.plimsoll.signalling.probe.rest.SignallingCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A sandbox, what is needed to get in, and what was opened at it. For one thread. */
final class Place implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(15);

    private final Sandbox sandbox;
    private final RestClient rest;
    private final List<ProbeConnection> opened = new ArrayList<>();

    /** @param settings as YAML, between braces */
    Place(String settings) {
        this.sandbox = Sandbox.start(SandboxConfigReader.yaml("{coldKey: 0ms, warmKey: 0ms, " + settings + "}"));
        this.rest = new RestClient(sandbox.httpUrl());
    }

    Sandbox sandbox() {
        return sandbox;
    }

    SignallingCalls calls() {
        return new SignallingCalls(sandbox.keys().keyId(), sandbox.keys().secret());
    }

    Secret sign(TokenClaims claims) {
        return new TokenSigner(sandbox.keys().keyId(), sandbox.keys().secret()).sign(claims);
    }

    static TokenClaims claims(String peerId) {
        return TokenClaims.of(peerId, Instant.now().plusSeconds(600));
    }

    ConnectSpec spec(Endpoint.Presented presented) {
        return ConnectSpec.of(new Endpoint(sandbox.url()), presented).within(LONG);
    }

    ConnectSpec spec(String peerId) {
        return spec(new Endpoint.Presented.Token(sign(claims(peerId))));
    }

    ProbeConnection open(ConnectSpec spec) {
        ProbeConnection connection = ProbeConnection.open(spec);
        opened.add(connection);
        return connection;
    }

    /** A connection that has been welcomed. */
    ProbeConnection peer(String peerId) {
        ProbeConnection connection = open(spec(peerId));
        if (!connection.connected().isAccepted()) {
            throw new AssertionError(connection.connected().toString());
        }
        return connection;
    }

    RestExchange exchange(RestCall call) throws InterruptedException {
        return rest.exchange(call);
    }

    /** Operates the sandbox. */
    RestExchange control(String method, String path, String body) throws InterruptedException {
        RestExchange exchange =
                rest.exchange(RestCall.of(method, "/__emu" + path).body(body).bearer(sandbox.controlToken()));
        if (!exchange.isSuccess()) {
            throw new AssertionError(exchange.toString());
        }
        return exchange;
    }

    @Override
    public void close() {
        opened.forEach(ProbeConnection::close);
        rest.close();
        sandbox.close();
    }
}
