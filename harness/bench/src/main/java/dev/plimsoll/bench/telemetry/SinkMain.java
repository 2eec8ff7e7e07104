package dev.plimsoll.bench.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;

/** A server that takes every write and counts its lines. It prints its port, and at each line that it reads, the count. */
final class SinkMain {
    private static final LongAdder LINES = new LongAdder();

    private SinkMain() {}

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.createContext("/", SinkMain::take);
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {
            System.out.println(LINES.sumThenReset());
        }
        System.exit(0);
    }

    private static void take(HttpExchange exchange) throws IOException {
        boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream body =
                gzip ? new GZIPInputStream(exchange.getRequestBody(), 1 << 16) : exchange.getRequestBody()) {
            LINES.add(lines(body));
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    /** Ends of lines; the client leaves out the last. */
    private static long lines(InputStream body) throws IOException {
        byte[] piece = new byte[1 << 16];
        long lines = 0;
        int last = '\n';
        for (int n = body.read(piece); n > 0; n = body.read(piece)) {
            for (int i = 0; i < n; i++) {
                lines += piece[i] == '\n' ? 1 : 0;
            }
            last = piece[n - 1];
        }
        return last == '\n' ? lines : lines + 1;
    }
}
