package dev.plimsoll.model.scenario;

import dev.plimsoll.model.Secret;
import java.net.URI;
import java.util.Objects;

/** Where points are uploaded, besides the spool. */
public record InfluxTarget(URI url, Secret token, String org, String bucket) {
    public InfluxTarget {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(org, "org");
        Objects.requireNonNull(bucket, "bucket");
    }
}
