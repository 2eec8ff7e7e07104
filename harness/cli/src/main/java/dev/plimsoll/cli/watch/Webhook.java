package dev.plimsoll.cli.watch;

import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells breaches and recoveries to a URL, in order, by a thread of its own, {@code plimsoll-webhook}. What is not taken is
 * tried again a few times; the queue is bounded. The URL is a secret: whoever knows it can post.
 */
public final class Webhook implements Consumer<Alert>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final int QUEUE = 200;
    private static final int ATTEMPTS = 6;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final URI url;
    private final Duration firstRetry;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final BlockingQueue<Alert> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong undelivered = new AtomicLong();
    private final Thread thread = new Thread(this::deliver, "plimsoll-webhook");
    private volatile boolean closing;

    /**
     * @param firstRetry how long after a refusal it is tried again; it doubles with each
     * @throws PlimsollException USAGE if it is no address
     */
    public Webhook(Secret url, Duration firstRetry) {
        this.url = parse(url);
        this.firstRetry = firstRetry;
        thread.setDaemon(true);
        thread.start();
    }

    private static URI parse(Secret url) {
        try {
            URI uri = URI.create(url.reveal());
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("the webhook's address cannot be read");
        }
        throw new PlimsollException(
                ExitCode.USAGE, "the webhook is no address", "write it as https://host/path; it is not shown here");
    }

    @Override
    public void accept(Alert alert) {
        if (!queue.offer(alert)) {
            undelivered.incrementAndGet();
            LOG.warn("an alert was dropped: {} wait for the webhook", QUEUE);
        }
    }

    /** Alerts that were never taken. */
    public long undelivered() {
        return undelivered.get();
    }

    private void deliver() {
        try {
            while (!closing || !queue.isEmpty()) {
                Alert alert = queue.poll(100, TimeUnit.MILLISECONDS);
                if (alert != null) {
                    deliver(alert);
                }
            }
        } catch (InterruptedException e) {
            undelivered.addAndGet(queue.size());
            LOG.warn("the end came before {} alerts were told", undelivered);
        }
    }

    private void deliver(Alert alert) throws InterruptedException {
        boolean taken = false;
        try {
            taken = isTaken(alert);
        } finally {
            if (!taken) {
                undelivered.incrementAndGet();
                LOG.warn(
                        "the webhook did not take the alert of {}",
                        alert.change().check().id());
            }
        }
    }

    private boolean isTaken(Alert alert) throws InterruptedException {
        Duration pause = firstRetry;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Boolean> taken = attempt(alert);
            if (taken.isPresent() || attempt == ATTEMPTS) {
                return taken.orElse(false);
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            pause = pause.multipliedBy(2);
        }
        return false;
    }

    /** Whether it was taken; nothing if it may be later. */
    private Optional<Boolean> attempt(Alert alert) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("User-Agent", "plimsoll")
                .POST(HttpRequest.BodyPublishers.ofString(alert.json()))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            LOG.info("the webhook answered {}", status);
            boolean mayTakeLater = status >= 500 || status == 429 || status == 408;
            return mayTakeLater ? Optional.empty() : Optional.of(status < 300);
        } catch (IOException e) {
            // Its message may hold the address.
            LOG.info("the webhook cannot be reached: {}", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Delivers what waits, for a bounded time. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(LAST_WORDS.toMillis());
            thread.interrupt();
            thread.join(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
