package dev.plimsoll.telemetry.upload;

import dev.plimsoll.model.scenario.InfluxTarget;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/**
 * InfluxDB 1.x by its {@code /write}. The bucket is {@code database} or {@code database/retention-policy}, the token
 * {@code user:password} or empty, and the organisation is not used.
 */
public final class Influx1Store implements PointStore {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final InfluxTarget target;
    private final Duration timeout;
    private final InstantSource clock;
    private final HttpClient http;
    private final HttpRequest template;

    /** @param timeout how long an answer is waited for */
    public Influx1Store(InfluxTarget target, Duration timeout, InstantSource clock) {
        this.target = target;
        this.timeout = timeout;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        this.template = template();
    }

    private HttpRequest template() {
        String[] names = target.bucket().split("/", 2);
        String policy = names.length == 2 ? "&rp=" + encoded(names[1]) : "";
        String base = target.url().toString().replaceFirst("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(base + "/write?db=" + encoded(names[0]) + policy + "&precision=ns"))
                .timeout(timeout)
                .header("Content-Encoding", "gzip")
                .header("Content-Type", "text/plain; charset=utf-8");
        String credential = target.token().reveal();
        if (!credential.isEmpty()) {
            byte[] bytes = credential.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }
        return request.build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public Answer write(Batch batch) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(template, (name, value) -> true)
                .POST(HttpRequest.BodyPublishers.ofByteArray(batch.gzip()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            String retryAfter = response.headers().firstValue("Retry-After").orElse(null);
            return HttpAnswers.of(response.statusCode(), response.body(), retryAfter, clock.instant());
        } catch (IOException e) {
            return HttpAnswers.none(e.getMessage() == null ? "no connection" : e.getMessage());
        }
    }

    @Override
    public String name() {
        return target.url() + " database " + target.bucket();
    }

    @Override
    public void close() {
        // The client's threads end when it is collected.
    }
}
