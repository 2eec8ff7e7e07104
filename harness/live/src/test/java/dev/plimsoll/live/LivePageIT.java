package dev.plimsoll.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.verdict.Check;
import dev.plimsoll.model.verdict.Verdict;
import dev.plimsoll.sandbox.sdk.Chromium;
import dev.plimsoll.telemetry.point.Measurement;
import dev.plimsoll.telemetry.point.Point;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page in a browser. The clock stands still, so that what is seen is what was fed. */
class LivePageIT {
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final long NOW = 1_800_000_000L;
    private static final int SECONDS = 10;
    private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(NOW);
    private static final String TOKEN = "0123456789abcdef";

    /** How many pixels of a chart have the colours of faults and impairments. */
    private static final String INK = """
            chart => {
              const canvas = document.querySelector(`figure[data-chart='${chart}'] canvas`);
              const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
              const is = (i, ...colour) => colour.every((value, part) => pixels[i + part] === value);
              let found = 0;
              for (let i = 0; i < pixels.length; i += 4) found += is(i, 192, 39, 31) || is(i, 138, 97, 0);
              return found;
            }""";

    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private final LiveServer live =
            LiveServer.start(new LiveSettings("127.0.0.1", 0, false, Optional.empty()), "voyage-1", CLOCK);

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() {
        chromium.close();
    }

    @AfterEach
    void nothing_was_refused_or_went_wrong_in_the_page() {
        live.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void figures_are_those_that_were_fed() {
        feedTenSeconds();
        Page page = open(live, new Browser.NewContextOptions());

        awaitTile(page, "Published", "109 /s");
        awaitTile(page, "Open connections", "62");
        awaitTile(page, "Connects accepted", "9 /s");
        awaitTile(page, "Connects not accepted", "3 /s");
        awaitTile(page, "Delivered", "1,009 /s");
        awaitTile(page, "Publish to delivery, p99", "49.25 ms");
        awaitTile(page, "Round trip, worst protocol", "90 ms");
        awaitTile(page, "Machine idle", "55.5 %");
        awaitLegend(page, "connects", "4010", "3");
        awaitLegend(page, "rtt", "udp", "15");
        awaitLegend(page, "rtt", "tls", "90");
        awaitLegend(page, "cpu", "generator", "31.5");
        awaitLegend(page, "health", "GC pause", "4");
        assertThat(page.textContent("h1")).isEqualTo("voyage-1");
        assertThat(page.textContent("#status")).isEqualTo("Live");

        second(NOW + 1, 500, 7000);

        awaitTile(page, "Published", "500 /s");
        awaitLegend(page, "rates", "delivered", "7,000");
        page.context().close();
    }

    @Test
    void stages_and_verdicts_are_seen_as_they_come_and_their_words_are_words() {
        live.stage("load", "12 of 60 open");
        Page page = open(live, new Browser.NewContextOptions());
        page.waitForFunction("() => document.querySelector('#stages').textContent.includes('12 of 60 open')");

        live.stage("load", "60 of 60 open");
        String markup = "<img src=x onerror=\"document.title='taken'\">";
        live.verdict(new Check("limit.a", markup, Verdict.PASS, "80", "80", "docs"));
        live.verdict(new Check("limit.b", "Second", Verdict.FAIL, "4010", "4011", "docs"));

        page.waitForFunction("() => document.querySelector('#stages').textContent.includes('60 of 60 open')");
        page.waitForFunction("() => document.querySelectorAll('#verdicts tr').length === 2");
        assertThat(page.textContent("#verdicts tr:first-child")).contains("FAIL", "Second", "4010", "4011");
        assertThat(page.textContent("#verdicts tr[data-check='limit.a'] td:nth-child(2)"))
                .isEqualTo(markup);
        assertThat(page.textContent("#verdicts-sum")).isEqualTo("1 FAIL, 1 PASS");
        assertThat(page.title()).contains("voyage-1");
        page.context().close();
    }

    @Test
    void what_was_done_on_purpose_stands_on_the_charts_and_in_words() {
        feedTenSeconds();
        Page page = open(live, new Browser.NewContextOptions());
        awaitTile(page, "Published", "109 /s");
        assertThat(page.isVisible("#marks-section")).isFalse();
        tabTo(page, "rates");
        assertThat((int) page.evaluate(INK, "rates")).isZero();

        mark("impairment", "<b>far</b>", "begins", NOW - 4);
        mark("fault", "relay-away", "begins", NOW - 2);
        mark("fault", "relay-away", "ends", NOW - 1);

        page.waitForFunction("() => document.querySelectorAll('#marks li').length === 3");
        assertThat(page.textContent("#marks li:nth-child(1)")).endsWith("fault relay-away ends");
        assertThat(page.textContent("#marks li:nth-child(3)")).endsWith("impairment <b>far</b> begins");
        page.waitForFunction("chart => (" + INK + ")(chart) > 500", "rates");
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("ArrowLeft");
        assertThat(page.textContent("figure[data-chart='rates'] figcaption > div"))
                .endsWith(", relay-away begins");
        page.context().close();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void axe_finds_nothing_serious_in_either_colour_scheme(ColorScheme scheme) throws Exception {
        feedTenSeconds();
        feedVerdicts();
        Page page = open(live, new Browser.NewContextOptions().setColorScheme(scheme));
        awaitTile(page, "Published", "109 /s");
        page.waitForFunction("() => document.querySelectorAll('#verdicts tr').length === 4");

        assertThat(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(scheme == ColorScheme.DARK ? "rgb(18, 21, 27)" : "rgb(251, 251, 250)");
        assertThat(seriousFindings(page)).isEmpty();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "live-" + scheme + ".png"))
                .setFullPage(true));
        page.context().close();
    }

    @Test
    void a_change_of_the_colour_scheme_reaches_the_charts() {
        feedTenSeconds();
        Page page = open(live, new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT));
        awaitTile(page, "Published", "109 /s");
        assertThat(strokes(page)).contains("#1f5fbf");

        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));

        page.waitForFunction("() => plots[0].plot.series[1].stroke() === '#6ea8fe'");
        page.context().close();
    }

    @Test
    void a_phone_shows_it_all_without_scrolling_sideways() throws Exception {
        feedTenSeconds();
        feedVerdicts();
        live.stage("load", "x".repeat(200));
        Page page = open(live, new Browser.NewContextOptions().setViewportSize(360, 740));
        awaitTile(page, "Published", "109 /s");
        page.waitForFunction("() => document.querySelectorAll('#verdicts tr').length === 4");

        assertThat(page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(360);
        assertThat((int) page.evaluate("() => Math.min(...plots.map(plot => plot.plot.width))"))
                .isBetween(250, 360);
        assertThat(seriousFindings(page)).isEmpty();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "live-phone.png"))
                .setFullPage(true));
        page.context().close();
    }

    @Test
    void everything_can_be_done_by_keyboard() {
        feedTenSeconds();
        Page page = open(live, new Browser.NewContextOptions());
        awaitTile(page, "Published", "109 /s");

        page.keyboard().press("Tab");
        page.keyboard().press("ArrowDown");
        assertThat(page.evaluate("() => document.querySelector('input[name=span]:checked').value"))
                .isEqualTo("900");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.waitForFunction("() => document.querySelector('#status').textContent === 'Paused'");
        page.keyboard().press("Enter");
        page.waitForFunction("() => document.querySelector('#status').textContent === 'Live'");

        tabTo(page, "rates");
        page.keyboard().press("ArrowLeft");
        awaitLegend(page, "rates", "published", "108");
        page.keyboard().press("Home");
        awaitLegend(page, "rates", "published", "100");
        page.keyboard().press("Escape");
        awaitLegend(page, "rates", "published", "109");
        page.context().close();
    }

    @Test
    void a_pause_holds_the_figures_and_the_end_of_it_shows_what_came_since() {
        feedTenSeconds();
        Page page = open(live, new Browser.NewContextOptions());
        awaitTile(page, "Published", "109 /s");
        page.click("#pause");

        second(NOW + 1, 500, 7000);
        page.waitForFunction("() => picture.seconds.length === 11");
        assertThat(tile(page, "Published")).isEqualTo("109 /s");

        page.click("#pause");
        awaitTile(page, "Published", "500 /s");
        page.context().close();
    }

    @Test
    void another_machines_run_can_be_chosen() throws Exception {
        LiveSettings settings = new LiveSettings("127.0.0.1", 0, false, Optional.of(new Secret(TOKEN)));
        try (LiveServer both = LiveServer.start(settings, "voyage-1", CLOCK)) {
            HttpRequest write = HttpRequest.newBuilder(both.url().resolve("api/v2/write?precision=s"))
                    .header("Authorization", "Token " + TOKEN)
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "ws_publish,run=elsewhere sent=321,acked=300 " + NOW + "\n"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(write, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(204);
            Page page = open(both, new Browser.NewContextOptions().setHttpCredentials("anybody", TOKEN));
            page.waitForFunction("() => document.querySelectorAll('#runs option').length === 2");

            page.selectOption("#runs", "elsewhere");

            awaitTile(page, "Published", "321 /s");
            assertThat(page.textContent("h1")).isEqualTo("elsewhere");
            page.context().close();
        }
        complaints.removeIf(complaint -> complaint.contains("401"));
    }

    @Test
    void when_the_run_is_over_the_page_says_so_and_keeps_what_it_has() {
        feedTenSeconds();
        Page page = open(live, new Browser.NewContextOptions());
        awaitTile(page, "Published", "109 /s");

        live.verdict(new Check("last", "Last", Verdict.PASS, "", "", ""));
        live.close();

        page.waitForFunction("() => document.querySelector('#status').textContent.startsWith('It is over')");
        assertThat(page.textContent("#verdicts")).contains("Last");
        assertThat(tile(page, "Published")).isEqualTo("109 /s");
        page.context().close();
    }

    private Page open(LiveServer server, Browser.NewContextOptions options) {
        Page page = chromium.browser().newContext(options).newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(server.url().toString());
        return page;
    }

    private void feedTenSeconds() {
        for (int i = 0; i < SECONDS; i++) {
            second(NOW - SECONDS + 1 + i, 100 + i, 1000 + i);
        }
    }

    private void second(long second, double published, double delivered) {
        long nanos = second * 1_000_000_000L;
        long sinceStart = second - NOW + SECONDS - 1;
        tell(Point.of(Measurement.WS_CONNECTIONS, nanos).tag("source", "load").field("open", 60));
        tell(Point.of(Measurement.WS_CONNECTIONS, nanos).tag("source", "agents").field("open", 2));
        tell(Point.of(Measurement.WS_CONNECT, nanos)
                .tag("source", "load")
                .tag("outcome", "accepted")
                .field("count", sinceStart)
                .field("p50_ms", 3)
                .field("p99_ms", 8)
                .field("max_ms", 9));
        tell(Point.of(Measurement.WS_CONNECT, nanos)
                .tag("source", "load")
                .tag("outcome", "4010")
                .field("count", 3));
        tell(Point.of(Measurement.WS_PUBLISH, nanos)
                .field("sent", published)
                .field("refused", 0)
                .field("lag_max_ms", 1.5));
        tell(Point.of(Measurement.WS_DELIVERY, nanos)
                .field("received", delivered)
                .field("p50_ms", 12)
                .field("p99_ms", 49.25)
                .field("max_ms", 60));
        for (double rtt : new double[] {10, 20}) {
            tell(Point.of(Measurement.WEBRTC_PAIR, nanos)
                    .tag("relay_protocol", "udp")
                    .field("rtt_ms", rtt));
        }
        tell(Point.of(Measurement.WEBRTC_PAIR, nanos)
                .tag("relay_protocol", "tls")
                .field("rtt_ms", 90));
        tell(Point.of(Measurement.MACHINE, nanos).field("cpu_idle", 55.5).field("gc_pause_max_ms", 4));
        tell(Point.of(Measurement.GENERATOR, nanos).tag("process", "generator").field("cpu", 31.5));
    }

    private void mark(String kind, String what, String phase, long second) {
        tell(Point.of(Measurement.RUN_MARK, second * 1_000_000_000L)
                .tag("kind", kind)
                .tag("what", what)
                .tag("phase", phase)
                .field("on", 1));
    }

    private void tell(Point.Builder point) {
        live.point(point.build());
    }

    private void feedVerdicts() {
        mark("fault", "relay-away", "begins", NOW - 3);
        for (Verdict verdict : Verdict.values()) {
            live.verdict(new Check(
                    "limit." + verdict, "A check with a title of some length", verdict, "80 accepted", "79", "docs"));
        }
    }

    private static void awaitTile(Page page, String label, String text) {
        page.waitForFunction(
                "([label, text]) => document.querySelector(`[data-tile='${label}'] dd`)?.textContent === text",
                List.of(label, text));
    }

    private static String tile(Page page, String label) {
        return page.textContent("[data-tile='" + label + "'] dd");
    }

    private static void awaitLegend(Page page, String chart, String line, String text) {
        page.waitForFunction(
                "([chart, line, text]) => document.querySelector("
                        + "`figure[data-chart='${chart}'] [data-line='${line}']`)?.textContent === text",
                List.of(chart, line, text));
    }

    private static void tabTo(Page page, String chart) {
        for (int i = 0; i < 20; i++) {
            page.keyboard().press("Tab");
            Object at = page.evaluate("() => document.activeElement.closest('figure')?.dataset.chart");
            if (chart.equals(at)) {
                return;
            }
        }
        throw new AssertionError("Tab never leads to " + chart);
    }

    private static String strokes(Page page) {
        return (String) page.evaluate("() => plots[0].plot.series.slice(1).map(line => line.stroke()).join()");
    }

    /** What axe calls serious or critical, of the rules for WCAG 2.1 A and AA and its best practices. */
    private static List<?> seriousFindings(Page page) throws Exception {
        try (InputStream axe = LivePageIT.class.getResourceAsStream(AXE)) {
            page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<?>) page.evaluate("async () => (await axe.run()).violations"
                + ".filter(found => ['serious', 'critical'].includes(found.impact))"
                + ".map(found => found.id + ': ' + found.nodes.map(node => node.html).join(' '))");
    }
}
