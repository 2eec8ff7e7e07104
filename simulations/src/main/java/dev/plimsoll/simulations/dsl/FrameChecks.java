package dev.plimsoll.simulations.dsl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatling.commons.validation.Success;
import io.gatling.commons.validation.Validation;
import io.gatling.core.check.Check;
import io.gatling.core.check.CheckMaterializer;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.internal.CoreCheckType;
import java.util.function.Function;
import scala.Function1;

/** Gatling's checks for the JSON text of a frame. */
final class FrameChecks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FrameChecks() {}

    static Check<String> materialize(CheckBuilder check) {
        if (!(check.type() instanceof CoreCheckType type)) {
            throw new IllegalArgumentException(check.type() + " cannot check a frame");
        }
        return switch (type) {
            case JsonPath, JmesPath -> with(check, FrameChecks::parse);
            case Regex, Substring, BodyString -> with(check, Success::new);
            default -> throw new IllegalArgumentException(type + " cannot check a frame");
        };
    }

    private static Validation<JsonNode> parse(String text) {
        try {
            return new Success<>(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a frame that was read can be read", e);
        }
    }

    @SuppressWarnings("unchecked") // the check's type says what it is prepared from
    private static <T, P> Check<String> with(CheckBuilder check, Function<String, Validation<P>> preparer) {
        io.gatling.core.check.CheckBuilder<T, P> scala = (io.gatling.core.check.CheckBuilder<T, P>) check.asScala();
        return scala.build(new CheckMaterializer<T, Check<String>, String, P>(generic -> generic) {
            @Override
            public Function1<String, Validation<P>> preparer() {
                return preparer::apply;
            }
        });
    }
}
