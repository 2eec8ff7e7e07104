package dev.plimsoll.sandbox.kit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request's query parameters. */
record Query(Map<String, List<String>> parameters) {
    Optional<String> first(String name) {
        return all(name).stream().findFirst().filter(value -> !value.isEmpty());
    }

    /** A parameter that may be repeated, with {@code []} behind its name or without. */
    List<String> all(String name) {
        return parameters.getOrDefault(name, parameters.getOrDefault(name + "[]", List.of()));
    }

    boolean flag(String name) {
        return first(name).map(Boolean::parseBoolean).orElse(false);
    }

    /** A whole number from 1 on. */
    boolean unreadableNumber(String name) {
        return first(name).isPresent() && number(name).isEmpty();
    }

    Optional<Integer> number(String name) {
        return first(name).filter(text -> text.matches("[1-9]\\d{0,8}")).map(Integer::valueOf);
    }

    boolean unreadableTime(String name) {
        return first(name).isPresent() && time(name).isEmpty();
    }

    Optional<Instant> time(String name) {
        try {
            return first(name).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
