package dev.plimsoll.signalling.probe.rest;

import dev.plimsoll.signalling.Masking;
import dev.plimsoll.signalling.http.HttpAnswer;
import dev.plimsoll.signalling.probe.rest.RestExchange.Result;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Makes calls and shows what each came to, whatever that is. It follows no redirect, so that a credential reaches no other
 * host. Safe for use by several threads; two threads work for it until it is closed, and one of Java's own client, which
 * ends when that is collected.
 */
public final class RestClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LONGEST_BODY = 1 << 20;
    private static final int LONGEST_DETAIL = 300;
    private static final int THREADS = 2;
    private static final AtomicInteger MADE = new AtomicInteger();

    private final URI base;
    private final Duration timeout;
    private final LongSupplier nanoClock;
    private final ExecutorService threads;
    private final HttpClient http;

    /** @param base scheme and authority */
    public RestClient(URI base) {
        this(base, PATIENCE, System::nanoTime);
    }

    /**
     * @param timeout from the call to the last byte of its answer
     * @param nanoClock a monotonic clock, by which everything is stamped
     */
    public RestClient(URI base, Duration timeout, LongSupplier nanoClock) {
        this.base = base;
        this.timeout = timeout;
        this.nanoClock = nanoClock;
        String name = "rest-" + MADE.incrementAndGet();
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .executor(threads)
                .build();
    }

    /**
     * Makes a call and waits for its answer.
     *
     * @throws IllegalArgumentException if the call cannot be written down as HTTP: a path that is no URI, or a header that
     *     Java's client keeps for itself, such as Host
     */
    public RestExchange exchange(RestCall call) throws InterruptedException {
        HttpRequest request = request(call);
        long startedNanos = nanoClock.getAsLong();
        CompletableFuture<HttpResponse<BoundedBody.Body>> answer =
                http.sendAsync(request, head -> new BoundedBody(LONGEST_BODY));
        Result result = await(answer, call);
        return new RestExchange(call, startedNanos, Duration.ofNanos(nanoClock.getAsLong() - startedNanos), result);
    }

    private HttpRequest request(RestCall call) {
        HttpRequest.BodyPublisher body =
                call.body().map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + call.path())).method(call.method(), body);
        call.headers().forEach(request::header);
        call.authorization().ifPresent(value -> request.header("Authorization", value.reveal()));
        return request.build();
    }

    private Result await(CompletableFuture<HttpResponse<BoundedBody.Body>> answer, RestCall call)
            throws InterruptedException {
        try {
            HttpResponse<BoundedBody.Body> got = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new Result.Answered(new HttpAnswer(
                    got.statusCode(),
                    got.headers().map(),
                    got.body().text(),
                    got.body().complete()));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Result.TimedOut();
        } catch (ExecutionException e) {
            String detail = String.valueOf(e.getCause());
            return new Result.Broken(Masking.excerpt(detail, call.secrets(), LONGEST_DETAIL));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
