package dev.plimsoll.limits.probe.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plimsoll.document.Fault;
import dev.plimsoll.document.Nearest;
import dev.plimsoll.document.Wording;
import dev.plimsoll.model.scenario.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A step of a sequence of calls, as a pack writes it: a map with these fields.
 *
 * <ul>
 *   <li>{@code call}: method and path, <code>GET /meetings/${meeting}</code>; or {@code wait}: a duration
 *   <li>{@code do}: steps that are repeated together, {@code times}
 *   <li>{@code body}, {@code raw}: JSON, or a text that need not be any
 *   <li>{@code on}: {@code api}, or {@code control} for a sandbox's control endpoints
 *   <li>{@code as}: who calls, a {@link Bearer}
 *   <li>{@code check}: what a part of the verdict is called; a step without is preparation
 *   <li>{@code expect}: {@code accepted}, {@code refused} (as the limit documents it), a status or a list of some
 *   <li>{@code json}, {@code headers}: what must stand in the answer, by pointer or name; see {@link Matchers}
 *   <li>{@code save}: names for what stands in the answer, by pointer
 *   <li>{@code times}: how often; {@code eventually}: for how long it is repeated until it is as expected
 *   <li>{@code undo}: the step that removes again what this one made
 * </ul>
 */
record HttpStep(JsonNode node) {
    static final List<String> FIELDS = List.of(
            "call",
            "wait",
            "do",
            "body",
            "raw",
            "on",
            "as",
            "check",
            "expect",
            "json",
            "headers",
            "save",
            "times",
            "eventually",
            "undo");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CALL = Pattern.compile("(GET|POST|PUT|PATCH|DELETE) (/\\S*|/.*\\$\\{.*}\\S*)");

    static List<HttpStep> of(List<?> steps) {
        return steps.stream()
                .map(step -> new HttpStep(JSON.<JsonNode>valueToTree(step)))
                .toList();
    }

    String text(String field, String otherwise) {
        return node.path(field).asText(otherwise);
    }

    boolean has(String field) {
        return node.has(field);
    }

    String method() {
        return text("call", "GET /").split(" ", 2)[0];
    }

    String path() {
        return text("call", "GET /").split(" ", 2)[1];
    }

    boolean isControl() {
        return text("on", "api").equals("control");
    }

    Bearer bearer() {
        return Bearer.of(text("as", Bearer.KEY.label())).orElseThrow();
    }

    /** What the part is called; empty if it is preparation. */
    Optional<String> check() {
        return Optional.ofNullable(node.get("check")).map(JsonNode::asText);
    }

    /** A name for the part, from what it is called. */
    static String id(String check) {
        return check.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** The steps that it repeats together. */
    List<HttpStep> inner() {
        return node.path("do").valueStream().map(HttpStep::new).toList();
    }

    /** It and all steps in it. */
    Stream<HttpStep> all() {
        return Stream.concat(Stream.of(this), inner().stream());
    }

    Optional<HttpStep> undo() {
        return Optional.ofNullable(node.get("undo")).map(HttpStep::new);
    }

    /** What is wrong with it, at pointers below its own. */
    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        if (!node.isObject()) {
            return List.of(new Fault("", "is no step", "write a map with call, or with wait"));
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                faults.add(new Fault(
                        "/" + name, "no step has " + Wording.show(name), Nearest.hint(name, new TreeSet<>(FIELDS))));
            }
        });
        if (Stream.of("call", "wait", "do").filter(this::has).count() != 1) {
            faults.add(new Fault("", "must have one of call, wait and do", "write call: GET /path"));
        } else if (has("call") && !CALL.matcher(text("call", "")).matches()) {
            faults.add(new Fault("/call", "is no method and path", "write GET /path"));
        }
        for (String field : List.of("wait", "eventually")) {
            if (has(field)
                    && !text(field, "").contains("${")
                    && Quantities.duration(text(field, "")).isEmpty()) {
                faults.add(new Fault("/" + field, "is no duration", "write 500ms, 15s, 2m or 1h"));
            }
        }
        List<HttpStep> inner = inner();
        for (int i = 0; i < inner.size(); i++) {
            String pointer = "/do/" + i;
            inner.get(i)
                    .faults()
                    .forEach(fault -> faults.add(new Fault(pointer + fault.pointer(), fault.what(), fault.hint())));
            if (inner.get(i).has("check") || inner.get(i).has("do")) {
                faults.add(new Fault(pointer, "has a check or steps of its own", "give the check to the outer step"));
            }
        }
        choice(faults, "on", List.of("api", "control"));
        choice(faults, "as", Bearer.labels());
        expectFault(faults);
        for (String field : List.of("json", "headers")) {
            node.path(field)
                    .properties()
                    .forEach(wish -> Matchers.fault(wish.getValue())
                            .ifPresent(what -> faults.add(
                                    new Fault(Wording.child("/" + field, wish.getKey()), what, "see docs/limits.md"))));
        }
        undo().ifPresent(undo -> undo.faults()
                .forEach(fault -> faults.add(new Fault("/undo" + fault.pointer(), fault.what(), fault.hint()))));
        return faults;
    }

    private void choice(List<Fault> faults, String field, List<String> choices) {
        if (has(field) && !choices.contains(text(field, ""))) {
            faults.add(new Fault("/" + field, "is none of " + String.join(", ", choices), "write " + choices.get(0)));
        }
    }

    private void expectFault(List<Fault> faults) {
        JsonNode expect = node.path("expect");
        boolean statuses = expect.isArray() && expect.valueStream().allMatch(JsonNode::isIntegralNumber);
        boolean word = expect.isTextual() && List.of("accepted", "refused").contains(expect.asText());
        if (!expect.isMissingNode() && !expect.isIntegralNumber() && !statuses && !word) {
            faults.add(new Fault("/expect", "is not accepted, refused or a status", "write accepted, refused or 404"));
        }
    }

    JsonNode field(String name) {
        JsonNode field = node.get(name);
        return field == null ? MissingNode.getInstance() : field;
    }
}
