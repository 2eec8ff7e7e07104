package dev.plimsoll.cli.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.scenario.TurnTransport;
import java.util.EnumSet;
import java.util.Set;

/** Transports as a scenario names them. */
final class Transports {
    private Transports() {}

    /** All of them if none is named. */
    static Set<TurnTransport> named(JsonNode names) {
        Set<TurnTransport> transports = EnumSet.noneOf(TurnTransport.class);
        for (TurnTransport transport : TurnTransport.values()) {
            names.forEach(name -> {
                if (name.asText().equals(transport.label())) {
                    transports.add(transport);
                }
            });
        }
        return transports.isEmpty() ? EnumSet.allOf(TurnTransport.class) : transports;
    }
}
