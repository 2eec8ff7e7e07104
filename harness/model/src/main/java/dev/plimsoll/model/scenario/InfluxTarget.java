package dev.plimsoll.model.scenario;

import dev.plimsoll.model.Secret;
import java.net.URI;
import java.util.Objects;

/** Where points are uploaded, besides the spool. */
public record InfluxTarget(Api api, URI url, Secret token, String org, String bucket) {

    /** How points are written. */
    public enum Api {
        /** {@code /api/v2/write}: InfluxDB 2.x, 3 Core, 1.8 and newer. */
        V2,
        /** {@code /write}: InfluxDB 1.x; the bucket is the database, the token user:password or empty. */
        V1
    }

    public InfluxTarget {
        Objects.requireNonNull(api, "api");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(org, "org");
        Objects.requireNonNull(bucket, "bucket");
    }

    public InfluxTarget(URI url, Secret token, String org, String bucket) {
        this(Api.V2, url, token, org, bucket);
    }
}
