package dev.plimsoll.signalling.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Endpoint;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections over TLS, to a service whose certificate is for 127.0.0.1. */
class TlsIT {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    private SSLContext before;
    private SSLContext context;

    @BeforeEach
    void trust_a_certificate_of_our_own() throws Exception {
        before = SSLContext.getDefault();
        KeyStore store = store();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLContext.setDefault(context);
    }

    private KeyStore store() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "t",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    @AfterEach
    void distrust_it() {
        SSLContext.setDefault(before);
    }

    private static ProbeConnection open(RawService service, String host) {
        URI url = URI.create("wss://" + host + ":" + service.url().getPort());
        return ProbeConnection.open(
                ConnectSpec.of(new Endpoint(url), new Endpoint.Presented.Key(new Secret("pk_live_1")))
                        .within(LONG));
    }

    @Test
    void refusals_welcomes_and_closes_are_seen_through_tls() throws Exception {
        try (RawService service = new RawService(context.getServerSocketFactory(), guest -> {
                    guest.request();
                    guest.raw("HTTP/1.1 401 No\r\nContent-Length: 18\r\n\r\norigin_not_allowed");
                });
                ProbeConnection connection = open(service, "127.0.0.1")) {
            assertThat(connection.connected().outcome().toString()).contains("401", "origin_not_allowed");
        }
        try (RawService service = new RawService(context.getServerSocketFactory(), guest -> {
                    guest.welcome();
                    guest.close(4011, "");
                });
                ProbeConnection connection = open(service, "127.0.0.1")) {
            ConnectReport report = connection.connected();
            assertThat(report.isAccepted()).isTrue();
            assertThat(report.timeline().at(Milestone.TLS)).isPresent();
            assertThat(connection.awaitEnd(LONG))
                    .hasValueSatisfying(ended -> assertThat(ended.code()).isEqualTo(4011));
        }
    }

    @Test
    void a_certificate_of_somebody_else_breaks_the_attempt_in_its_connect() throws Exception {
        try (RawService service = new RawService(context.getServerSocketFactory(), RawService.Guest::welcome);
                ProbeConnection connection = open(service, "localhost")) {
            assertThat(connection.connected().outcome().code()).isEqualTo("broken-connect");
        }
    }
}
