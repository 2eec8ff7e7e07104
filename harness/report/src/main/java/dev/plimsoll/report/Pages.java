package dev.plimsoll.report;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Fills templates; what comes from outside is escaped. */
final class Pages {
    private static final String FOLDER = "dev/plimsoll/report/";

    private Pages() {}

    static String draw(String template, Map<String, Object> model) {
        PebbleEngine engine = new PebbleEngine.Builder()
                .loader(new ClasspathLoader(Pages.class.getClassLoader()))
                .strictVariables(true)
                .build();
        StringWriter html = new StringWriter();
        try {
            engine.getTemplate(FOLDER + template).evaluate(html, model);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return html.toString();
    }
}
