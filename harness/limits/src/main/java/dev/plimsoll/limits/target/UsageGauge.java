package dev.plimsoll.limits.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalLong;

/** Reads what is left of a plan from the service's usage (Metered docs, rest-api/usage). */
public final class UsageGauge implements QuotaGauge {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PATH = "/v1/usage";

    private final HttpClient http = HttpClient.newHttpClient();
    private final TargetFacts.Rest rest;

    public UsageGauge(TargetFacts.Rest rest) {
        this.rest = rest;
    }

    @Override
    public OptionalLong messagesLeft() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(rest.base().resolve(PATH))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + rest.bearer().reveal())
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? left(JSON.readTree(answer.body())) : OptionalLong.empty();
        } catch (IOException unreachableOrNoJson) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong left(JsonNode usage) {
        JsonNode used = usage.path("messagesUsed");
        JsonNode most = usage.at("/plan/maxMessagesPerPeriod");
        boolean paidBeyond = usage.at("/plan/overagesEnabled").asBoolean();
        return used.canConvertToLong() && most.canConvertToLong() && !paidBeyond
                ? OptionalLong.of(Math.max(0, most.asLong() - used.asLong()))
                : OptionalLong.empty();
    }
}
