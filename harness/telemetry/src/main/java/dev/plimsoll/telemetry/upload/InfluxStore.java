package dev.plimsoll.telemetry.upload;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import dev.plimsoll.model.scenario.InfluxTarget;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * InfluxDB 2, 3 Core and 1.8+ ({@code /api/v2/write}) by its own client, whole batches, blocking: its asynchronous writer
 * sends from the caller's thread and loses data after an outage. The body is the spool's, so that nothing is compressed
 * twice.
 */
public final class InfluxStore implements PointStore {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final MediaType TEXT = MediaType.get("text/plain; charset=utf-8");
    /** The client wants a record to write; what is sent is {@link #sending}. */
    private static final String INSTEAD = "batch";

    private final InfluxTarget target;
    private final InstantSource clock;
    private final AtomicReference<Batch> sending = new AtomicReference<>();
    private final AtomicReference<Call> call = new AtomicReference<>();
    private final InfluxDBClient client;
    private final WriteApiBlocking writes;

    /** @param timeout how long an answer is waited for */
    public InfluxStore(InfluxTarget target, Duration timeout, InstantSource clock) {
        this.target = target;
        this.clock = clock;
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .callTimeout(timeout.multipliedBy(2))
                .addInterceptor(this::withBody);
        this.client = InfluxDBClientFactory.create(InfluxDBClientOptions.builder()
                .url(target.url().toString())
                .authenticateToken(target.token().reveal().toCharArray())
                .org(target.org())
                .bucket(target.bucket())
                .okHttpClient(http)
                .build());
        this.writes = client.getWriteApiBlocking();
    }

    private Response withBody(Interceptor.Chain chain) throws IOException {
        call.set(chain.call());
        return chain.proceed(chain.request()
                .newBuilder()
                .header("Content-Encoding", "gzip")
                .post(RequestBody.create(sending.get().gzip(), TEXT))
                .build());
    }

    @Override
    public Answer write(Batch batch) throws InterruptedException {
        sending.set(batch);
        try {
            writes.writeRecord(WritePrecision.NS, INSTEAD);
            return new Answer.Taken();
        } catch (InfluxException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the upload was interrupted");
            }
            return e.status() == 0
                    ? HttpAnswers.none(why(e))
                    : HttpAnswers.of(e.status(), e.getMessage(), retryAfter(e), clock.instant());
        }
    }

    private static String why(InfluxException e) {
        return e.getCause() instanceof InterruptedIOException ? "no answer in time" : String.valueOf(e.getMessage());
    }

    private static String retryAfter(InfluxException e) {
        return e.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    @Override
    public String name() {
        return target.url() + " org " + target.org() + " bucket " + target.bucket();
    }

    @Override
    public void close() {
        Call underWay = call.get();
        if (underWay != null) {
            underWay.cancel();
        }
        client.close();
    }
}
