package dev.plimsoll.signalling.probe.rest;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes a body up to a bound and refuses the rest. Called by the HTTP client, one call at a time. */
final class BoundedBody implements BodySubscriber<BoundedBody.Body> {
    private final int longest;
    private final CompletableFuture<Body> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.Subscription subscription;

    BoundedBody(int longest) {
        this.longest = longest;
    }

    /** @param complete false if there was more */
    record Body(String text, boolean complete) {}

    @Override
    public CompletionStage<Body> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] some = new byte[Math.min(buffer.remaining(), longest - bytes.size())];
            boolean fits = some.length == buffer.remaining();
            buffer.get(some);
            bytes.writeBytes(some);
            if (!fits) {
                subscription.cancel();
                finish(false);
                return;
            }
        }
    }

    private void finish(boolean complete) {
        body.complete(new Body(bytes.toString(StandardCharsets.UTF_8), complete));
    }

    @Override
    public void onError(Throwable error) {
        body.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        finish(true);
    }
}
