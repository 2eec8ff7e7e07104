package dev.plimsoll.limits.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Reads what is left of a plan from the service's usage (Metered docs, rest-api/usage). What an account pays for beyond its
 * plan is not left: a probe spends nobody's money.
 */
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
    public Reading messagesLeft() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(rest.base().resolve(PATH))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + rest.bearer().reveal())
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? left(JSON.readTree(answer.body()))
                    : new Reading.Unreadable("GET " + PATH + " answers HTTP " + answer.statusCode());
        } catch (IOException unreachableOrNoJson) {
            return new Reading.Unreadable("GET " + PATH + " has no answer that can be read");
        }
    }

    private static Reading left(JsonNode usage) {
        JsonNode used = usage.path("messagesUsed");
        JsonNode most = usage.at("/plan/maxMessagesPerPeriod");
        return used.canConvertToLong() && most.canConvertToLong()
                ? new Reading.Left(Math.max(0, most.asLong() - used.asLong()))
                : new Reading.Unreadable("the answer to GET " + PATH + " does not say");
    }
}
