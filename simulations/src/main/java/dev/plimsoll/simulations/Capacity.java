package dev.plimsoll.simulations;

import dev.plimsoll.model.scenario.Profile;
import dev.plimsoll.model.scenario.Publishing;
import dev.plimsoll.model.scenario.SignallingLoad;
import dev.plimsoll.model.scenario.Upkeep;
import java.time.Duration;

/**
 * Five steps up to the full number of connections, with a tenth of them publishing: at which step do latencies or rejections
 * begin?
 *
 * <pre>{@code
 * PLIMSOLL_KEY_SECRET=… mvn -pl simulations gatling:test -Dgatling.simulationClass=dev.plimsoll.simulations.Capacity \
 *     -Dplimsoll.url=ws://127.0.0.1:7880 -Dplimsoll.keyId=sk_id_… -Dplimsoll.connections=5000
 * }</pre>
 */
public final class Capacity extends PlannedSimulation {
    private static final int STEPS = 5;

    public Capacity() {
        super(settings -> new SignallingLoad(
                settings.count("connections", 500),
                settings.count("channels", 50),
                new Profile.Steps(
                        STEPS,
                        settings.duration("rampUp", Duration.ofSeconds(50)).dividedBy(STEPS)),
                settings.duration("hold", Duration.ofSeconds(30)),
                new Publishing(0.1, settings.rate("publishRate", 1), 1, 200, 0),
                Upkeep.NONE,
                settings.identities()));
    }
}
