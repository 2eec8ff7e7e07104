package dev.plimsoll.bench.signalling;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.ws;

import dev.plimsoll.model.plan.LoadPlan;
import dev.plimsoll.model.plan.PlannedConnection;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;

/** As the manual has it: each request waits for its answer, which is matched and checked as JSON. */
public final class GatlingWsSimulation extends Simulation {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final String CHANNEL = "channel";
    private static final String FILLER = "x".repeat(100);

    public GatlingWsSimulation() throws IOException {
        Assignment assignment = Assignment.ofThisProcess();
        Job job = assignment.job();
        Assignment.Place place = assignment.place();
        LoadPlan plan = job.plan();
        String[] sources = IntStream.range(0, Job.SOURCES)
                .mapToObj(n -> "127.0.0." + (2 + n))
                .toArray(String[]::new);
        int publishes = plan.connections().get(0).publishes().count();
        long rest = Math.max(0, plan.closeAt().toSeconds() - (long) job.rampSeconds());
        ScenarioBuilder connection = scenario("ws")
                .exec(ws("connect")
                        .connect(session -> place.endpoint().pathAndQuery(place.token(peer(session))))
                        .await(ANSWER)
                        .on(ws.checkTextMessage("welcome")
                                .matching(jsonPath("$.type").is("welcome"))))
                .exec(session -> session.set(CHANNEL, "load/%04d".formatted(session.userId() % job.channels())))
                .exec(request(
                        "subscribe",
                        session -> "{\"type\":\"subscribe\",\"channel\":\"" + session.getString(CHANNEL)
                                + "\",\"requestId\":\"r1\"}",
                        session -> "r1"))
                .pause(session -> untilFirstPublish(plan, session))
                .exec(publishes == 0 ? exec(s -> s).pause(rest) : publishing(plan, publishes))
                .exec(ws("close").close());
        setUp(connection.injectOpen(
                        rampUsers(job.connections()).during(Duration.ofMillis((long) (1_000 * job.rampSeconds())))))
                .protocols(http.wsBaseUrl(place.endpoint().base().toString()).localAddresses(sources));
    }

    private static ChainBuilder publishing(LoadPlan plan, int publishes) {
        return repeat(publishes, "n")
                .on(io.gatling.javaapi.core.CoreDsl.pace(
                                plan.connections().get(0).publishes().interval())
                        .exec(request(
                                "publish",
                                session -> "{\"type\":\"publish\",\"channel\":\"" + session.getString(CHANNEL)
                                        + "\",\"data\":{\"s\":" + session.getInt("n") + ",\"t\":" + System.nanoTime()
                                        + ",\"f\":\"" + FILLER + "\"},\"requestId\":\"p" + session.getInt("n") + "\"}",
                                session -> "p" + session.getInt("n"))));
    }

    /** The same phase as every contender's, or the publishes of users that were injected together would share a wake-up. */
    private static Duration untilFirstPublish(LoadPlan plan, Session session) {
        PlannedConnection connection = plan.connections().get((int) session.userId() - 1);
        return connection.publishes().first().minus(connection.openAt());
    }

    private interface Text {
        String of(Session session);
    }

    private static ChainBuilder request(String name, Text frame, Text requestId) {
        return exec(ws(name).sendText(frame::of)
                .await(ANSWER)
                .on(ws.checkTextMessage("ack")
                        .matching(jsonPath("$.type").is("ack"))
                        .check(jsonPath("$.requestId").is(requestId::of))));
    }

    private static String peer(Session session) {
        return "ws-" + session.userId();
    }
}
