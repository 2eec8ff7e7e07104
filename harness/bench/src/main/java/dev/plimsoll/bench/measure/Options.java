package dev.plimsoll.bench.measure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A benchmark's command line: names of cases, and options as {@code --name=value}.
 *
 * @param cases as they were given; none means all
 * @param named values by name; of an option without a value it is {@code true}
 */
public record Options(List<String> cases, Map<String, String> named) {
    public Options {
        cases = List.copyOf(cases);
        named = Map.copyOf(named);
    }

    public static Options of(String[] arguments) {
        Map<String, String> named = new HashMap<>();
        for (String argument : arguments) {
            if (argument.startsWith("--")) {
                String[] parts = argument.substring(2).split("=", 2);
                named.put(parts[0], parts.length == 2 ? parts[1] : "true");
            }
        }
        return new Options(
                Arrays.stream(arguments)
                        .filter(argument -> !argument.startsWith("--"))
                        .toList(),
                named);
    }

    public boolean wants(String id) {
        return cases.isEmpty() || cases.contains(id);
    }

    public boolean has(String name) {
        return named.containsKey(name);
    }

    public int number(String name, int otherwise) {
        return Integer.parseInt(named.getOrDefault(name, Integer.toString(otherwise)));
    }

    public double decimal(String name, double otherwise) {
        return Double.parseDouble(named.getOrDefault(name, Double.toString(otherwise)));
    }

    public List<String> words(String name, List<String> otherwise) {
        return has(name) ? List.of(named.get(name).split(" ", -1)) : otherwise;
    }
}
