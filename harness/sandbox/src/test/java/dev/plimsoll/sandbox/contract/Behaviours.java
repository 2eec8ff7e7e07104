package dev.plimsoll.sandbox.contract;

import java.util.List;
import java.util.stream.Stream;

/** Every behaviour that is checked. */
final class Behaviours {
    private static final List<Behaviour> ALL = Stream.of(
                    ConnectBehaviours.all(),
                    MessageBehaviours.all(),
                    PresenceBehaviours.all(),
                    LifeBehaviours.all(),
                    RestBehaviours.all())
            .flatMap(List::stream)
            .toList();

    private Behaviours() {}

    static List<Behaviour> all() {
        return ALL;
    }

    static Behaviour byId(String id) {
        return ALL.stream()
                .filter(behaviour -> behaviour.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no behaviour " + id));
    }
}
