package dev.plimsoll.sandbox.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Map;

/** Types of JSON values. */
final class Json {
    static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private Json() {}
}
