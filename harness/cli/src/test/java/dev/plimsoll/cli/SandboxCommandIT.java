package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ConnectOutcome;
import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Endpoint;
import dev.plimsoll.signalling.client.SignallingClient;
import dev.plimsoll.signalling.frame.ServerFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox in the foreground, as a person starts it. */
class SandboxCommandIT {
    @TempDir
    Path folder;

    private Cli cli;

    @AfterEach
    void end() {
        cli.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void it_prints_how_to_connect_counts_and_stops_on_ctrl_c() throws Exception {
        Path config = Files.writeString(folder.resolve("sandbox.yaml"), """
                maxConcurrentConnections: 1
                turn: true
                """);
        cli = Cli.start(folder, Map.of(), "sandbox", "--config", config.toString());
        await(() -> cli.output().contains("Ctrl-C stops it"));
        List<ProcessHandle> children = cli.descendants().toList();
        URI base = URI.create(found("signalling +(ws://\\S+)/v1"));
        Endpoint.Presented token = new Endpoint.Presented.Token(new Secret(found("token=(eyJ[^']+)'")));

        assertThat(connect(base, token).code()).isEqualTo("accepted");
        assertThat(connect(base, token).code()).isEqualTo("4010");
        assertThat(plantFault("cap-off")).isEqualTo(204);
        List<String> heard = new CopyOnWriteArrayList<>();
        assertThat(connect(base, token, heard).code()).isEqualTo("accepted");
        await(() -> cli.output().contains("open 2, accepted 2, rejected 1"));
        assertThat(cli.descendant("turnserver")).isNotEmpty();

        cli.signal("INT");

        assertThat(cli.exitCode()).as(cli::output).isEqualTo(130);
        assertThat(cli.output()).contains("stopped; open");
        assertThat(heard).endsWith("GoingAway", "closed 1001");
        await(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void a_wrong_setting_is_told_with_its_line() throws Exception {
        Path config = Files.writeString(folder.resolve("sandbox.yaml"), "turn: false\nfaults: [cap-of]\n");
        cli = Cli.start(folder, Map.of(), "sandbox", "--config", config.toString());

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.output()).contains("sandbox.yaml:2: faults[0]: 'cap-of' is not known; did you mean 'cap-off'?");
    }

    private String found(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(cli.output());
        assertThat(matcher.find()).as(cli.output()).isTrue();
        return matcher.group(1);
    }

    private int plantFault(String id) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(found("(http://\\S+)/__emu/faults/loses") + "/__emu/faults/" + id))
                .header(
                        "Authorization",
                        found("'Authorization: (Bearer [^']+)'").replace("Authorization: ", ""))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static ConnectOutcome connect(URI base, Endpoint.Presented presented) {
        return connect(base, presented, new CopyOnWriteArrayList<>());
    }

    /** @param heard gets the kinds of frames that come, and the close */
    private static ConnectOutcome connect(URI base, Endpoint.Presented presented, List<String> heard) {
        SignallingClient.Listener listener = new SignallingClient.Listener() {
            @Override
            public void onFrame(ServerFrame frame) {
                heard.add(frame.getClass().getSimpleName());
            }

            @Override
            public void onClosed(int code, String reason) {
                heard.add("closed " + code);
            }
        };
        return SignallingClient.connect(
                        new Endpoint(base),
                        presented,
                        SignallingClient.Options.within(Duration.ofSeconds(10)),
                        listener)
                .outcome()
                .join();
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        for (int attempt = 0; attempt < 600 && !condition.getAsBoolean(); attempt++) {
            Thread.sleep(50);
        }
        assertThat(condition.getAsBoolean()).as(cli.output()).isTrue();
    }
}
