package dev.plimsoll.dashboards.proof;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Takes InfluxDB 2's writes, as a run sends them with {@code --influx-url}, and hands them on to an InfluxDB 1. */
final class WriteBridge implements AutoCloseable {
    private static final String ENCODING = "Content-Encoding";

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;
    private final URI write;

    private WriteBridge(HttpServer server, URI write) {
        this.server = server;
        this.write = write;
    }

    /** @param influx where the InfluxDB 1 is */
    static WriteBridge start(URI influx, String database) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        WriteBridge bridge = new WriteBridge(server, influx.resolve("/write?precision=ns&db=" + database));
        server.createContext("/api/v2/write", bridge::handOn);
        server.start();
        return bridge;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest.Builder request = HttpRequest.newBuilder(write)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                            exchange.getRequestBody().readAllBytes()));
            if ("gzip".equals(exchange.getRequestHeaders().getFirst(ENCODING))) {
                request.header(ENCODING, "gzip");
            }
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            if (answer.body().length > 0) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(answer.body());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
