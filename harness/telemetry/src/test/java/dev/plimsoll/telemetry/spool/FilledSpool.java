package dev.plimsoll.telemetry.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that fills a spool, 2,000 points a second, and tells every 50 ms: points handed over, spooled, lost, and what went
 * wrong. It ends when its input does.
 */
final class FilledSpool {
    private FilledSpool() {}

    public static void main(String[] arguments) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        Spool spool = Spool.open(Path.of(arguments[0]), Map.of("run", "r"), SpoolSettings.USUAL);
        long time = 0;
        while (System.in.available() == 0) {
            for (int i = 0; i < 100; i++) {
                spool.accept(Spools.point(time + random.nextInt(1_000)));
                time += 1_000;
            }
            tell(spool);
            LockSupport.parkNanos(50_000_000);
        }
        spool.close();
        tell(spool);
        System.exit(0);
    }

    private static void tell(Spool spool) {
        System.out.println(spool.points() + " " + spool.spooled() + " " + spool.lost() + " " + spool.trouble());
    }
}
