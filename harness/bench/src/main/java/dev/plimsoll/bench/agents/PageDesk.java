package dev.plimsoll.bench.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.agents.control.CallSettings;
import dev.plimsoll.model.scenario.VideoSpec;
import dev.plimsoll.signalling.ice.IceServer;
import dev.plimsoll.signalling.ice.IceServers;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Serves the page on loopback, tells each page its part, and takes what pages report every second. */
final class PageDesk implements AutoCloseable {
    static final double SETUPS_PER_SECOND = 10;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUEUE = 64;

    private final HttpServer server;
    private final List<PageRole> roles;
    private final Map<Integer, Report> reports = new HashMap<>();
    private boolean begin;

    /**
     * What a page said last of its ends.
     *
     * @param connected ends that are
     * @param relayed ends whose selected local candidate is a relay's
     * @param trouble empty if there was none
     */
    record Report(int page, int connected, int relayed, Flow flow, String trouble) {
        static Report read(JsonNode body) {
            return new Report(
                    body.path("page").asInt(),
                    body.path("connected").asInt(),
                    body.path("relayed").asInt(),
                    new Flow(
                            body.path("echoes").asLong(),
                            body.path("audioPackets").asLong(),
                            body.path("frames").asLong(),
                            body.path("pairSeconds").asDouble()),
                    body.path("trouble").asText());
        }
    }

    private PageDesk(HttpServer server, List<PageRole> roles) {
        this.server = server;
        this.roles = roles;
    }

    /** @param iceServers that all ends use */
    static PageDesk open(CallKind kind, List<PageRole> roles, List<IceServer> iceServers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), QUEUE);
        PageDesk desk = new PageDesk(server, List.copyOf(roles));
        byte[] page = page();
        server.createContext("/", exchange -> answer(exchange, "text/html", page));
        server.createContext("/plan", exchange -> desk.plan(exchange, kind, iceServers));
        server.createContext("/report", desk::report);
        server.start();
        return desk;
    }

    private static byte[] page() throws IOException {
        try (InputStream page = PageDesk.class.getResourceAsStream("page.html")) {
            return page.readAllBytes();
        }
    }

    /** What a browser opens for this page. */
    String urlOf(int page) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/?page=" + page;
    }

    private void plan(HttpExchange exchange, CallKind kind, List<IceServer> iceServers) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        PageRole role = roles.get(Integer.parseInt(query.substring(query.indexOf('=') + 1)));
        CallSettings settings = kind.settings();
        ObjectNode plan = JsonNodeFactory.instance
                .objectNode()
                .put("caller", role.caller())
                .put("setupsPerSecond", SETUPS_PER_SECOND)
                .put("messagesPerSecond", settings.dataPerSecond())
                .put("audio", settings.audio());
        ArrayNode calls = plan.putArray("calls");
        role.calls().forEach(calls::add);
        plan.set("iceServers", IceServers.write(iceServers));
        VideoSpec video = settings.media().video();
        if (video == null) {
            plan.put("video", false);
        } else {
            plan.set("video", JSON.valueToTree(video));
        }
        answer(exchange, "application/json", JSON.writeValueAsBytes(plan));
    }

    private void report(HttpExchange exchange) throws IOException {
        Report report = Report.read(JSON.readTree(exchange.getRequestBody()));
        boolean now;
        synchronized (this) {
            reports.put(report.page(), report);
            now = begin;
        }
        answer(exchange, "application/json", JSON.writeValueAsBytes(Map.of("begin", now)));
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Tells pages to place their calls, at their next report. */
    synchronized void begin() {
        begin = true;
    }

    /** Of each page that has reported at all. */
    synchronized List<Report> reports() {
        return List.copyOf(reports.values());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
