package dev.plimsoll.signalling.auth;

import com.auth0.jwt.JWT;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.util.Optional;

/** A token as it arrived, its structure read once. Nothing in it is trusted yet. */
public final class ReceivedToken {
    private final Optional<DecodedJWT> decoded;

    private ReceivedToken(Optional<DecodedJWT> decoded) {
        this.decoded = decoded;
    }

    /** Any text may arrive. */
    public static ReceivedToken read(String text) {
        try {
            return new ReceivedToken(Optional.of(JWT.decode(text)));
        } catch (JWTDecodeException e) {
            return new ReceivedToken(Optional.empty());
        }
    }

    /** The key that it names, if it is a token and names one. */
    public Optional<String> keyId() {
        return decoded.map(DecodedJWT::getKeyId);
    }

    Optional<DecodedJWT> decoded() {
        return decoded;
    }
}
