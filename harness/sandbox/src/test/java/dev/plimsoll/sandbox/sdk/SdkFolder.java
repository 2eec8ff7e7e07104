package dev.plimsoll.sandbox.sdk;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The vendor's SDK as the npm registry serves it, installed under target with the scripts that use it. */
public final class SdkFolder {
    private static final Path SCRIPTS = Path.of("src", "test", "sdk");
    /** Of this module, and as others that use these tests' parts see it. */
    private static final List<Path> SOURCES =
            List.of(SCRIPTS, Path.of("..", "harness", "sandbox").resolve(SCRIPTS));

    private static final Path FOLDER = Path.of("target", "sdk").toAbsolutePath();
    private static final String LOCK = "package-lock.json";
    private static final List<String> INSTALL = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    private static final long PATIENCE_MINUTES = 5;

    private SdkFolder() {}

    /** Installs on first use, and again when what is pinned has changed. */
    public static synchronized Path installed() throws IOException, InterruptedException {
        copySources();
        Path installed = FOLDER.resolve("installed.json");
        if (!Files.exists(installed) || Files.mismatch(installed, FOLDER.resolve(LOCK)) >= 0) {
            install();
            Files.copy(FOLDER.resolve(LOCK), installed, StandardCopyOption.REPLACE_EXISTING);
        }
        return FOLDER;
    }

    /** The SDK's module, in an installed folder. */
    public static Path module(Path folder) {
        return folder.resolve(Path.of("node_modules", "@metered-ca", "realtime", "dist", "index.mjs"));
    }

    private static void copySources() throws IOException {
        Files.createDirectories(FOLDER);
        Path source = SOURCES.stream().filter(Files::isDirectory).findFirst().orElseThrow();
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void install() throws IOException, InterruptedException {
        Path log = FOLDER.resolve("npm.log");
        Process npm = new ProcessBuilder(INSTALL)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!npm.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            npm.destroyForcibly();
            fail("npm ci did not end within " + PATIENCE_MINUTES + " minutes; see " + log);
        }
        if (npm.exitValue() != 0) {
            fail("npm ci failed: " + Files.readString(log));
        }
    }
}
