package dev.plimsoll.cli;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.plimsoll");

    @Test
    void dependencies_point_one_way() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.plimsoll..")
                .layer("model")
                .definedBy("dev.plimsoll.model..")
                .layer("document")
                .definedBy("dev.plimsoll.document..")
                .layer("process")
                .definedBy("dev.plimsoll.process..")
                .layer("signalling")
                .definedBy("dev.plimsoll.signalling..")
                .layer("telemetry")
                .definedBy("dev.plimsoll.telemetry..")
                .layer("impair")
                .definedBy("dev.plimsoll.impair..")
                .layer("sandbox")
                .definedBy("dev.plimsoll.sandbox..")
                .layer("limits")
                .definedBy("dev.plimsoll.limits..")
                .layer("simulations")
                .definedBy("dev.plimsoll.simulations..")
                .layer("agents")
                .definedBy("dev.plimsoll.agents..")
                .layer("report")
                .definedBy("dev.plimsoll.report..")
                .layer("live")
                .definedBy("dev.plimsoll.live..")
                .layer("cli")
                .definedBy("dev.plimsoll.cli..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("live")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("agents")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("simulations")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("limits")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("impair")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("sandbox")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("telemetry")
                .mayOnlyBeAccessedByLayers("live", "limits", "simulations", "agents", "cli")
                .whereLayer("signalling")
                .mayOnlyBeAccessedByLayers("sandbox", "limits", "simulations", "agents", "cli")
                .whereLayer("process")
                .mayOnlyBeAccessedByLayers("sandbox", "simulations", "agents", "cli")
                .whereLayer("document")
                .mayOnlyBeAccessedByLayers("limits", "cli")
                .whereLayer("model")
                .mayOnlyBeAccessedByLayers(
                        "document",
                        "process",
                        "signalling",
                        "telemetry",
                        "impair",
                        "sandbox",
                        "limits",
                        "simulations",
                        "agents",
                        "report",
                        "live",
                        "cli")
                .check(CLASSES);
    }

    @Test
    void the_model_knows_nobody() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("dev.plimsoll.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.plimsoll.model..", "java..")
                .check(CLASSES);
    }

    @Test
    void the_native_library_is_known_to_the_agents_alone_and_gatling_to_the_simulations_alone() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("dev.plimsoll.agents..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.onvoid..")
                .check(CLASSES);
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("dev.plimsoll.simulations..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.gatling..")
                .check(CLASSES);
    }
}
