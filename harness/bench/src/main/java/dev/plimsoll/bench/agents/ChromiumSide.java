package dev.plimsoll.bench.agents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A headless Chromium whose pages call each other. They hand their descriptions to each other within the browser, without a
 * signalling service, and play nothing of what they receive, as the agents.
 */
final class ChromiumSide implements Side {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final PageDesk desk;
    private final Browser browser;
    private final int pages;

    private ChromiumSide(PageDesk desk, Browser browser, int pages) {
        this.desk = desk;
        this.browser = browser;
        this.pages = pages;
    }

    /** Starts the browser and waits until every page is there. */
    static ChromiumSide start(CallKind kind, List<PageRole> roles, Venue venue, Path folder)
            throws IOException, InterruptedException {
        PageDesk desk = PageDesk.open(kind, roles, venue.iceServers());
        Browser browser = Browser.start(Files.createTempDirectory(folder, "chromium"));
        ChromiumSide side = new ChromiumSide(desk, browser, roles.size());
        try {
            browser.open(IntStream.range(0, roles.size()).mapToObj(desk::urlOf).toList());
            side.await(() -> desk.reports().size() == roles.size(), "pages");
            return side;
        } catch (IOException | RuntimeException e) {
            side.close();
            throw e;
        }
    }

    private void await(BooleanSupplier condition, String what) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.plusSeconds(pages).toNanos();
        while (!condition.getAsBoolean()) {
            String trouble = trouble();
            if (!trouble.isEmpty() || !browser.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "waiting for " + what + "; " + desk.reports().size() + " of " + pages + " pages; " + trouble);
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    private String trouble() {
        return desk.reports().stream()
                .map(PageDesk.Report::trouble)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    @Override
    public long pid() {
        return browser.pid();
    }

    @Override
    public void call(int pairs) throws InterruptedException {
        desk.begin();
        await(() -> sum(PageDesk.Report::connected) == 2 * pairs, pairs + " calls");
    }

    private interface Count {
        int of(PageDesk.Report report);
    }

    private int sum(Count count) {
        return desk.reports().stream().mapToInt(count::of).sum();
    }

    @Override
    public Flow flow() {
        return desk.reports().stream().map(PageDesk.Report::flow).reduce(Flow.NONE, Flow::plus);
    }

    @Override
    public int relayed() {
        return sum(PageDesk.Report::relayed) / 2;
    }

    @Override
    public void close() {
        browser.close();
        desk.close();
    }
}
