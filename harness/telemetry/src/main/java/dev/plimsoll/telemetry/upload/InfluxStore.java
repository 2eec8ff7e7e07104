package dev.plimsoll.telemetry.upload;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import dev.plimsoll.model.scenario.InfluxTarget;
import dev.plimsoll.telemetry.spool.PointStore;
import java.time.Duration;
import okhttp3.OkHttpClient;

/**
 * InfluxDB by its own client, whole batches, blocking: its asynchronous writer sends from the caller's thread and loses
 * data after an outage.
 */
public final class InfluxStore implements PointStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final InfluxDBClient client;
    private final WriteApiBlocking writes;

    public InfluxStore(InfluxTarget target) {
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .connectTimeout(TIMEOUT)
                .readTimeout(TIMEOUT)
                .writeTimeout(TIMEOUT);
        this.client = InfluxDBClientFactory.create(InfluxDBClientOptions.builder()
                .url(target.url().toString())
                .authenticateToken(target.token().reveal().toCharArray())
                .org(target.org())
                .bucket(target.bucket())
                .okHttpClient(http)
                .build());
        client.enableGzip();
        this.writes = client.getWriteApiBlocking();
    }

    @Override
    public void write(String lines) throws Refused, Unavailable {
        try {
            writes.writeRecord(WritePrecision.NS, lines);
        } catch (InfluxException e) {
            boolean never = e.status() >= 400
                    && e.status() < 500
                    && e.status() != TOO_MANY_REQUESTS
                    && e.status() != REQUEST_TIMEOUT;
            if (never) {
                throw new Refused("HTTP " + e.status() + ": " + e.getMessage());
            }
            throw new Unavailable(e.getMessage());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
