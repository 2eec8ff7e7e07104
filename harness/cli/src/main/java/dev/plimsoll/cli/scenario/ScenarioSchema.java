package dev.plimsoll.cli.scenario;

import dev.plimsoll.document.SchemaCheck;

/** scenario.schema.json, read when the first document is checked, and once: it takes longer than all else of validating. */
final class ScenarioSchema {
    static final SchemaCheck SCENARIO =
            SchemaCheck.resource(ScenarioSchema.class, "/scenario.schema.json", "scenarios/scenario.schema.json");
    /** What stands under target.sandbox in a scenario may stand in a file of its own. */
    static final SchemaCheck SANDBOX = SCENARIO.of("sandbox");

    private ScenarioSchema() {}
}
