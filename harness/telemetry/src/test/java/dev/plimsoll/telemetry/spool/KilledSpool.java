package dev.plimsoll.telemetry.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A process that fills a spool, and says how much of it is on the disk, until it is killed. */
final class KilledSpool {
    private KilledSpool() {}

    public static void main(String[] arguments) throws IOException {
        Spool spool = Spool.open(Path.of(arguments[0]), Map.of(), SpoolSettings.USUAL);
        for (long i = 0; ; i++) {
            spool.accept(Spools.point(i));
            if (i % 200 == 199) {
                System.out.println(spool.spooled());
                LockSupport.parkNanos(5_000_000);
            }
        }
    }
}
