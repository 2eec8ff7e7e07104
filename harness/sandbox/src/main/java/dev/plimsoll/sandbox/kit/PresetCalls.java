package dev.plimsoll.sandbox.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Presets: create, list, get, delete. */
final class PresetCalls {
    private final Basis basis;

    PresetCalls(Basis basis) {
        this.basis = basis;
    }

    Reply create(KitApp app, ObjectNode body) {
        KitLimits rules = basis.rules();
        return Shape.PRESET
                .fault(body)
                .or(() -> rules.lengthFault(body, "name", rules.presetNameLength()))
                .map(basis::invalid)
                .orElseGet(() -> add(app, body));
    }

    Reply list(KitApp app, Query query) {
        return Listing.fault(query).map(basis::invalid).orElseGet(() -> {
            Listing listing = Listing.of(query);
            Stream<Preset> matched = app.presets().stream().filter(preset -> listing.finds(preset.id(), preset.name()));
            return listing.answer(matched, Comparator.comparing(Preset::createdAt), Views::presetItem, items -> items);
        });
    }

    Reply get(KitApp app, String id) {
        return app.preset(id).map(preset -> Reply.ok(Views.preset(preset))).orElseGet(() -> Reply.noSuch("preset"));
    }

    /** Participants that have it keep it. */
    Reply delete(KitApp app, String id) {
        Optional<Preset> preset = app.preset(id);
        preset.ifPresent(app::remove);
        return preset.map(removed -> Reply.ok(Views.preset(removed))).orElseGet(() -> Reply.noSuch("preset"));
    }

    private Reply add(KitApp app, ObjectNode body) {
        if (app.presetNamed(body.get("name").asText()).isPresent()) {
            return Reply.conflict("a preset has this name already");
        }
        return Reply.ok(Views.preset(app.addPreset(basis.ids().get(), Shape.PRESET.known(body), basis.now())));
    }
}
