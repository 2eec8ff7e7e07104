package dev.plimsoll.cli;

import dev.plimsoll.cli.run.RunFolder;
import dev.plimsoll.model.ExitCode;
import dev.plimsoll.model.PlimsollException;
import dev.plimsoll.model.scenario.InfluxTarget;
import dev.plimsoll.telemetry.spool.Position;
import dev.plimsoll.telemetry.spool.SpoolLock;
import dev.plimsoll.telemetry.upload.PointStore;
import dev.plimsoll.telemetry.upload.Retries;
import dev.plimsoll.telemetry.upload.Stores;
import dev.plimsoll.telemetry.upload.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a run's points to InfluxDB, after the run, from where an earlier upload to the same place ended. */
@Command(name = "upload", description = "Send the points of a run that is over to InfluxDB; again changes nothing.")
final class UploadCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "RUN",
            description = "The folder of a run, as reports/quickstart-20261120-101500.")
    private Path run;

    @Option(names = "--again", description = "Send everything, not only what was not sent to this place yet.")
    private boolean again;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long a server that takes nothing is asked again; ${DEFAULT-VALUE} by default.")
    private int patience;

    @ArgGroup(exclusive = false, heading = "InfluxDB:%n")
    private final InfluxOptions influx = new InfluxOptions();

    @SuppressWarnings("unused")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private final Terminal terminal;

    UploadCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Path points = RunFolder.points(run);
        if (!Files.isDirectory(points)) {
            throw new PlimsollException(
                    ExitCode.USAGE, run + " holds no points", "name the folder of a run, as reports/quickstart-...");
        }
        if (SpoolLock.isHeld(points)) {
            throw new PlimsollException(
                    ExitCode.NOT_READY, run + " is still being written", "type the same again when the run is over");
        }
        InfluxTarget target = influx.target(Optional.empty(), System.getenv())
                .orElseThrow(() -> new PlimsollException(
                        ExitCode.USAGE,
                        "where the points shall go is not said",
                        "give --influx-url and what belongs to it"));
        Retries retries = Retries.upTo(Duration.ofSeconds(patience));
        try (PointStore store = Stores.of(target);
                Upload upload = again
                        ? Upload.again(points, () -> Position.END, store, retries)
                        : Upload.resume(points, () -> Position.END, store, retries)) {
            send(upload, store);
            return tell(upload, store).code();
        }
    }

    private void send(Upload upload, PointStore store) throws IOException {
        try {
            while (upload.step()) {
                // Until there is no more.
            }
        } catch (InterruptedException e) {
            throw new PlimsollException(
                    ExitCode.NOT_READY,
                    store.name() + " takes no points: " + upload.away() + "; " + upload.uploaded() + " were sent",
                    "put that right and type the same again: it goes on where it ended",
                    e);
        }
    }

    private ExitCode tell(Upload upload, PointStore store) {
        terminal.out().println(upload.uploaded() + " points sent to " + store.name());
        if (upload.rejected() > 0) {
            terminal.err()
                    .println("plimsoll: " + upload.rejected() + " points were refused: " + upload.refusal()
                            + "\n  they are in " + run.resolve("rejected.lp"));
        }
        if (upload.damaged() > 0) {
            terminal.err()
                    .println("plimsoll: " + upload.damaged() + " parts of " + RunFolder.points(run)
                            + " are damaged and were left out\n  see the disk's health");
        }
        return upload.rejected() + upload.damaged() == 0 ? ExitCode.PASSED : ExitCode.FAILED;
    }
}
