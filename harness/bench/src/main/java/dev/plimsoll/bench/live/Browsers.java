package dev.plimsoll.bench.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Readers of the page's events, as a browser reads them. What they draw is not theirs to do: it is no part of the run. */
final class Browsers implements AutoCloseable {
    private static final String UPDATE = "event: update";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Reader> readers = new ArrayList<>();

    private Browsers() {}

    /** @param page where the page is; not looked at if there are no browsers */
    static Browsers open(URI page, int browsers) {
        Browsers all = new Browsers();
        for (int i = 0; i < browsers; i++) {
            Reader reader = new Reader();
            all.readers.add(reader);
            HttpRequest request = HttpRequest.newBuilder(page.resolve("events")).build();
            reader.answer = all.http.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(reader));
        }
        return all;
    }

    /** What each has got so far; fewest first. */
    List<Long> updates() {
        return readers.stream().map(reader -> reader.updates.sum()).sorted().toList();
    }

    /** Waits until each has got an update. */
    void await(long seconds) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (updates().stream().anyMatch(count -> count == 0)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("not every browser got an update: " + updates());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Override
    public void close() {
        readers.forEach(Reader::cancel);
    }

    /** Counts updates. */
    private static final class Reader implements Flow.Subscriber<String> {
        private final LongAdder updates = new LongAdder();
        private volatile Flow.Subscription subscription;
        private CompletableFuture<HttpResponse<Void>> answer = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.equals(UPDATE)) {
                updates.increment();
            }
        }

        @Override
        public void onError(Throwable broken) {
            // Whoever asks for its updates sees that there are no more.
        }

        @Override
        public void onComplete() {
            // The page was closed.
        }

        private void cancel() {
            answer.cancel(true);
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }
}
