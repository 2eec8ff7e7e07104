package dev.plimsoll.telemetry.upload;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

/**
 * Takes writes as InfluxDB does, on a port of loopback: series and time together hold one point, and a second one overwrites
 * it. Its conduct may be changed at any time.
 */
final class WriteServer implements AutoCloseable {
    static {
        // Or every answer with a body waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, String> stored = new LinkedHashMap<>();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private volatile Conduct conduct = lines -> Reply.STORED;

    /** A request as it came. */
    record Request(URI uri, String authorization, List<String> lines) {}

    /** What is answered to lines. */
    interface Conduct {
        Reply to(List<String> lines);
    }

    /** An answer, and which of the lines are stored nevertheless. */
    record Reply(int status, String body, Map<String, String> headers, UnaryOperator<List<String>> kept) {
        static final Reply STORED = new Reply(204, "", Map.of(), lines -> lines);

        static Reply of(int status, String body, Map<String, String> headers) {
            return new Reply(status, body, headers, lines -> List.of());
        }

        static Reply of(int status) {
            return of(status, "{\"code\":\"x\",\"message\":\"reason " + status + "\"}", Map.of());
        }
    }

    WriteServer() throws IOException {
        this(0);
    }

    WriteServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    void conduct(Conduct next) {
        conduct = next;
    }

    /** Never answers, until it is closed. */
    void hang() {
        conduct = lines -> {
            awaitClose();
            return Reply.of(503);
        };
    }

    /** From a conduct: gives no answer. */
    void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** In the order in which they were first stored. */
    List<String> stored() {
        synchronized (stored) {
            return stored.entrySet().stream()
                    .map(point -> point.getKey().replace("@", " " + point.getValue() + " "))
                    .toList();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        List<String> lines;
        try (InputStream body = gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            lines = new String(body.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        requests.add(new Request(
                exchange.getRequestURI(), exchange.getRequestHeaders().getFirst("Authorization"), lines));
        Reply reply = conduct.to(lines);
        synchronized (stored) {
            reply.kept().apply(lines).forEach(this::store);
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void store(String line) {
        int fields = line.indexOf(' ');
        int time = line.lastIndexOf(' ');
        stored.put(line.substring(0, fields) + "@" + line.substring(time + 1), line.substring(fields + 1, time));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
