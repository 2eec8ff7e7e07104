package dev.plimsoll.sandbox.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Serves the page of a call and the SDK's module, exactly as npm installed it. */
public final class PageServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Path> files;

    private PageServer(HttpServer server, Map<String, Path> files) {
        this.server = server;
        this.files = files;
    }

    /** @param folder where the SDK is installed */
    public static PageServer start(Path folder) throws IOException {
        Map<String, Path> files = Map.of(
                "/", folder.resolve("call.html"),
                "/call.mjs", folder.resolve("call.mjs"),
                "/stats.mjs", folder.resolve("stats.mjs"),
                "/sdk.mjs", SdkFolder.module(folder));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        PageServer pages = new PageServer(server, files);
        server.createContext("/", pages::answer);
        server.start();
        return pages;
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = files.get(exchange.getRequestURI().getPath());
            if (file == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] body = Files.readAllBytes(file);
            exchange.getResponseHeaders().set("Content-Type", type(file));
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static String type(Path file) {
        return file.toString().endsWith(".html") ? "text/html" : "text/javascript";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
