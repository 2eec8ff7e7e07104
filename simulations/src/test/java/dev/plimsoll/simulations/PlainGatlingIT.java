package dev.plimsoll.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.sandbox.Sandbox;
import dev.plimsoll.sandbox.config.SandboxConfigReader;
import io.gatling.app.Gatling;
import io.gatling.javaapi.core.Simulation;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ready-made simulations as somebody starts them who knows only Gatling: in a JVM of their own, by their class. */
class PlainGatlingIT {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    Path folder;

    private static Sandbox sandbox(String settings) {
        return Sandbox.start(SandboxConfigReader.yaml(
                "{turn: false, coldKey: 0ms, maxConcurrentConnections: 1000, connectsPerIp: 100000" + settings + "}"));
    }

    private String run(Sandbox sandbox, Class<? extends Simulation> simulation, String... settings) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                JAVA.toString(),
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "-Dplimsoll.url=" + sandbox.url(),
                "-Dplimsoll.keyId=" + sandbox.keys().keyId(),
                "-Dplimsoll.connections=40",
                "-Dplimsoll.channels=4",
                "-Dplimsoll.rampUp=1s"));
        for (String setting : settings) {
            command.add("-Dplimsoll." + setting);
        }
        command.addAll(List.of(Gatling.class.getName(), "-s", simulation.getName(), "-rf", folder.toString()));
        File output = folder.resolve("output.txt").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().put("PLIMSOLL_KEY_SECRET", sandbox.keys().secret().reveal());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output.toPath());
        assertThat(process.exitValue()).as(text).isZero();
        assertThat(text).doesNotContain(sandbox.keys().secret().reveal());
        return text;
    }

    /** The number that stands before some words of the summary. */
    private static long number(String text, String words) {
        Matcher matcher = Pattern.compile("([\\d,]+) " + Pattern.quote(words)).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Long.parseLong(matcher.group(1).replace(",", ""));
    }

    @Test
    void capacity_opens_its_steps() throws Exception {
        try (Sandbox sandbox = sandbox("")) {
            String text = run(sandbox, Capacity.class, "rampUp=10s", "hold=4s");

            assertThat(number(text, "accepted")).isEqualTo(40);
            assertThat(number(text, "lost; ")).isZero();
            assertThat(sandbox.counts().peakConnections()).isEqualTo(40);
        }
    }

    @Test
    void fan_out_counts_what_the_service_counts() throws Exception {
        try (Sandbox sandbox = sandbox("")) {
            String text = run(sandbox, FanOut.class, "hold=5s", "publishRate=20/s");

            assertThat(number(text, "delivered")).isPositive();
            assertThat(number(text, "delivered") + number(text, "around joining or leaving"))
                    .isEqualTo(sandbox.counts().deliveries());
            assertThat(number(text, "sent")).isEqualTo(sandbox.counts().published());
        }
    }

    @Test
    void quota_is_used_up_and_refused() throws Exception {
        try (Sandbox sandbox = sandbox(", maxMessages: 300")) {
            String text = run(sandbox, Quota.class, "hold=5s", "publishRate=10/s");

            assertThat(number(text, "acknowledged")).isEqualTo(300);
            assertThat(number(text, "refused"))
                    .isEqualTo(number(text, "sent") - 300)
                    .isPositive();
        }
    }

    @Test
    void churn_replaces_connections() throws Exception {
        try (Sandbox sandbox = sandbox("")) {
            String text = run(sandbox, Churn.class, "hold=7s", "churn=5/s");

            assertThat(number(text, "accepted")).isBetween(63L, 66L);
            assertThat(number(text, "lost; ")).isZero();
        }
    }

    @Test
    void a_reconnect_storm_is_scored() throws Exception {
        try (Sandbox sandbox = sandbox("")) {
            String text = run(sandbox, ReconnectStorm.class, "hold=8s");

            assertThat(text).containsPattern("storm +at 2 s by network: 40 lost, 40 back");
            assertThat(number(text, "too soon")).isZero();
        }
    }

    @Test
    void a_soak_lasts_and_ends() throws Exception {
        try (Sandbox sandbox = sandbox("")) {
            String text = run(sandbox, Soak.class, "hold=6s", "churn=4/s");

            assertThat(number(text, "lost; ")).isZero();
            assertThat(sandbox.open()).isZero();
        }
    }
}
