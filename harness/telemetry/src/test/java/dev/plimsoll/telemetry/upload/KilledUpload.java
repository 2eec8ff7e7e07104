package dev.plimsoll.telemetry.upload;

import dev.plimsoll.model.Secret;
import dev.plimsoll.model.scenario.InfluxTarget;
import dev.plimsoll.telemetry.spool.Position;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A process that uploads a spool, until it is killed. */
final class KilledUpload {
    private KilledUpload() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PointStore store = Stores.of(target(URI.create(arguments[1])));
        try (Upload upload = Upload.resume(Path.of(arguments[0]), () -> Position.END, store, Retries.forEver())) {
            while (upload.step()) {
                System.out.println(upload.uploaded());
            }
        }
    }

    static InfluxTarget target(URI server) {
        return new InfluxTarget(server, new Secret("t"), "o", "b");
    }
}
