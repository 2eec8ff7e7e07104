package dev.plimsoll.live.server;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The page's own files, from the jar: it works where there is no network. Immutable. */
final class Assets {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private final Map<String, Asset> assets = Map.of(
            "/", load("page.html", "text/html; charset=utf-8"),
            "/page.js", load("page.js", SCRIPT),
            "/plot.js", load("plot.js", SCRIPT),
            "/page.css", load("page.css", STYLE),
            "/uplot.js", load("uplot/uPlot.iife.min.js", SCRIPT),
            "/uplot.css", load("uplot/uPlot.min.css", STYLE),
            "/icon.svg", load("icon.svg", "image/svg+xml"));

    record Asset(String type, Buffer content) {}

    Optional<Asset> at(String path) {
        return Optional.ofNullable(assets.get(path));
    }

    private static Asset load(String name, String type) {
        try (InputStream in = Assets.class.getResourceAsStream("/dev/plimsoll/live/" + name)) {
            return new Asset(type, Buffer.buffer(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
