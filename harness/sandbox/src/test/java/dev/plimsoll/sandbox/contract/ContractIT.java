package dev.plimsoll.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What clients rely on, each behaviour by its number: against a sandbox of its own, or against a service that runs
 * elsewhere (see {@link Service}).
 */
class ContractIT {
    static Stream<Behaviour> behaviours() {
        return Behaviours.all().stream();
    }

    @ParameterizedTest(name = "{0}", quoteTextArguments = false)
    @MethodSource("behaviours")
    void the_service_keeps_its_contract(Behaviour behaviour) throws Exception {
        Service service = Service.configured();
        Assumptions.assumeTrue(service.offers(behaviour.needs()), "only the sandbox can show this");
        try (Service.Open open = service.open(behaviour.settings())) {
            behaviour.check().against(open.world());
        }
    }

    @Test
    void every_behaviour_has_an_id_of_its_own() {
        assertThat(Behaviours.all()).extracting(Behaviour::id).doesNotHaveDuplicates();
    }
}
