package dev.plimsoll.limits.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.limits.facts.QuotaGauge.Reading;
import dev.plimsoll.model.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UsageGaugeTest {
    private static Reading reading(int status, String body) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/usage", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            return new UsageGauge(new TargetFacts.Rest(base, new Secret("id:hush"))).messagesLeft();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void what_the_plan_has_left_is_read_also_where_more_could_be_paid_for() throws Exception {
        String plan = "{\"messagesUsed\":40,\"plan\":{\"maxMessagesPerPeriod\":100,\"overagesEnabled\":%s}}";

        assertThat(reading(200, plan.formatted("false"))).isEqualTo(new Reading.Left(60));
        assertThat(reading(200, plan.formatted("true"))).isEqualTo(new Reading.Left(60));
        assertThat(reading(200, plan.formatted("false").replace("40", "140"))).isEqualTo(new Reading.Left(0));
    }

    @Test
    void what_cannot_be_read_is_not_taken_for_plenty() throws Exception {
        assertThat(reading(500, "{}")).isEqualTo(new Reading.Unreadable("GET /v1/usage answers HTTP 500"));
        assertThat(reading(200, "{}")).isInstanceOf(Reading.Unreadable.class);
        assertThat(reading(200, "<html>")).isInstanceOf(Reading.Unreadable.class);
        assertThat(new UsageGauge(new TargetFacts.Rest(URI.create("http://127.0.0.1:1"), new Secret("hush")))
                        .messagesLeft())
                .isInstanceOf(Reading.Unreadable.class);
    }
}
