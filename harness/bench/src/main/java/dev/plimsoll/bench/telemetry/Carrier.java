package dev.plimsoll.bench.telemetry;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.WriteOptions;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.events.BackpressureEvent;
import com.influxdb.client.write.events.WriteErrorEvent;
import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.InfluxTarget;
import dev.plimsoll.telemetry.pipeline.PointPipeline;
import dev.plimsoll.telemetry.spool.SpoolSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Takes the producers' samples. {@link #carry} may be called from any thread. */
interface Carrier extends AutoCloseable {
    Map<String, String> RUN_TAGS = Map.of("run", "capacity-20261120-101500", "scenario", "capacity");

    void carry(Sample sample);

    /** Points, or batches of them, that were dropped. */
    long dropped();

    @Override
    void close();

    /** Looks at the sample and forgets it. */
    final class Nobody implements Carrier {
        private volatile long last;

        @Override
        public void carry(Sample sample) {
            last = sample.epochNanos();
        }

        @Override
        public long dropped() {
            return last < 0 ? 1 : 0;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** As a run does it. */
    final class Pipeline implements Carrier {
        private final PointPipeline pipeline;

        Pipeline(Path folder, URI server) {
            try {
                InfluxTarget target = new InfluxTarget(server, new Secret("t"), "o", "b");
                pipeline = PointPipeline.open(folder, RUN_TAGS, SpoolSettings.USUAL, Optional.of(target));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void carry(Sample sample) {
            pipeline.accept(sample.plimsolls());
        }

        @Override
        public long dropped() {
            return pipeline.result().lost();
        }

        @Override
        public void close() {
            pipeline.close();
            if (pipeline.unsent() > 0) {
                throw new IllegalStateException(pipeline.unsent() + " were not sent: " + pipeline.trouble());
            }
        }
    }

    /** As the client's documentation has it, with batches as large as the spool's. */
    final class WriteApi implements Carrier {
        private static final int BATCH = 5_000;
        private static final int BUFFER = 500_000;

        private final InfluxDBClient client;
        private final com.influxdb.client.WriteApi writes;
        private final LongAdder dropped = new LongAdder();

        WriteApi(URI server, boolean gzip) {
            client = InfluxDBClientFactory.create(server.toString(), "t".toCharArray(), "o", "b");
            if (gzip) {
                client.enableGzip();
            }
            writes = client.makeWriteApi(WriteOptions.builder()
                    .batchSize(BATCH)
                    .bufferLimit(BUFFER)
                    .jitterInterval(1)
                    .build());
            writes.listenEvents(BackpressureEvent.class, event -> dropped.increment());
            writes.listenEvents(WriteErrorEvent.class, event -> dropped.increment());
        }

        @Override
        public void carry(Sample sample) {
            writes.writePoint(sample.clients().time(sample.epochNanos(), WritePrecision.NS));
        }

        @Override
        public long dropped() {
            return dropped.sum();
        }

        @Override
        public void close() {
            writes.close();
            client.close();
        }
    }
}
