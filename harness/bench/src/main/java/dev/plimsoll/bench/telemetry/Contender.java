package dev.plimsoll.bench.telemetry;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who carries points. */
enum Contender {
    /** Nobody: the producers alone. What they take is not telemetry's. */
    PACING {
        @Override
        Carrier open(Path folder, URI server) {
            return new Carrier.Nobody();
        }
    },
    /** Plimsoll's: spool and upload. */
    PIPELINE {
        @Override
        Carrier open(Path folder, URI server) {
            return new Carrier.Pipeline(folder, server);
        }
    },
    /** The asynchronous writer of InfluxDB's client; jitter keeps its requests off the producers' threads. */
    WRITE_API {
        @Override
        Carrier open(Path folder, URI server) {
            return new Carrier.WriteApi(server, false);
        }
    },
    /** The same, compressing what it sends. */
    WRITE_API_GZIP {
        @Override
        Carrier open(Path folder, URI server) {
            return new Carrier.WriteApi(server, true);
        }
    };

    abstract Carrier open(Path folder, URI server);

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Contender> of(String label) {
        return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
    }
}
