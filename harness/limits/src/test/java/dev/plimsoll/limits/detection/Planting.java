package dev.plimsoll.limits.detection;

import static dev.plimsoll.sandbox.fault.Fault.*;

import dev.plimsoll.sandbox.fault.Fault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Faults that are planted in one sandbox, and what must be found there. A sandbox takes time, one with coturn seconds: so a
 * fault's limits share one, and so do faults of which none can touch a limit that is listed with another.
 */
record Planting(String pack, Set<Fault> faults, List<Detection> detections) {
    private static final List<Set<Fault>> TOGETHER = List.of(
            EnumSet.of(
                    NO_CREDENTIAL_ADMITTED,
                    UNKNOWN_KEY_ADMITTED,
                    METADATA_LIMITS_OFF,
                    REQUEST_ID_ONE_TOO_LONG,
                    REST_MINT_ONE_TOO_MANY),
            EnumSet.of(TURN_WRONG_ERROR_CODES, TURN_LIFETIME_AS_ASKED),
            EnumSet.of(
                    TURN_PEERS_NOT_DENIED,
                    TURN_NONCE_NEVER_STALE,
                    TURN_RATE_OFF,
                    TURN_RELAYS_IPV6,
                    TURN_TTL_LIMIT_OFF,
                    TURN_TTL_LEAST_OFF,
                    TURN_OBJECT_WHERE_ARRAY,
                    TURN_SECRET_NOT_CHECKED,
                    TURN_REVOKE_WRONG_STATUS),
            EnumSet.of(KIT_NAME_COUNTED_IN_BYTES, KIT_ENROLMENT_CAPPED, KIT_MISSING_ANSWERED_OK));

    private record Place(String pack, Set<Fault> faults) {}

    static List<Planting> all() {
        Map<Place, List<Detection>> places = new LinkedHashMap<>();
        Detection.all()
                .forEach(found -> places.computeIfAbsent(place(found), p -> new ArrayList<>())
                        .add(found));
        return places.entrySet().stream()
                .map(entry -> new Planting(entry.getKey().pack(), planted(entry.getValue()), entry.getValue()))
                .toList();
    }

    private static Place place(Detection found) {
        return new Place(
                found.pack(),
                TOGETHER.stream()
                        .filter(group -> group.contains(found.fault()))
                        .findFirst()
                        .orElse(Set.of(found.fault())));
    }

    private static Set<Fault> planted(List<Detection> detections) {
        return detections.stream()
                .map(Detection::fault)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fault.class)));
    }

    /** As a sandbox's setting. */
    String setting() {
        return "faults: [" + ids(", ") + "]";
    }

    private String ids(String between) {
        return faults.stream().map(Fault::id).collect(Collectors.joining(between));
    }

    @Override
    public String toString() {
        return ids(" and ") + " at " + pack + ": "
                + detections.stream().map(Detection::limit).collect(Collectors.joining(", "));
    }
}
