package dev.plimsoll.signalling.client;

import dev.plimsoll.signalling.http.HttpAnswer;
import dev.plimsoll.signalling.http.HttpAnswerReader;
import dev.plimsoll.signalling.http.HttpAnswerReader.Reading;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.IncompleteHandshakeException;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.protocols.Protocol;

/**
 * The WebSocket protocol, with the answer to the upgrade kept: the library itself drops everything of a refusal but its
 * status. A draft is the library's own place for how handshakes are read. For one connection; {@link #answer()} may be
 * called from any thread.
 */
public final class UpgradeDraft extends Draft_6455 {
    /** Of one message from the service; the vendor's SDK takes 1 MiB. */
    private static final int LONGEST_MESSAGE = 4 << 20;

    private static final int LONGEST_ANSWER = 64 << 10;

    private volatile byte[] heard = {};
    private volatile boolean closedWithoutCode;
    private int latestPayload;

    public UpgradeDraft() {
        super(List.of(), List.of(new Protocol("")), LONGEST_MESSAGE);
    }

    /** What the upgrade was answered, as far as it has come; empty as long as its head is not there or if it is no HTTP. */
    public Optional<HttpAnswer> answer() {
        return HttpAnswerReader.read(heard, true) instanceof Reading.Answer read
                ? Optional.of(read.answer())
                : Optional.empty();
    }

    /** The answer, if it is a refusal. */
    public Optional<HttpAnswer> refusal() {
        return answer().filter(answer -> answer.status() != HttpAnswer.SWITCHING_PROTOCOLS);
    }

    /** Called by the library with all bytes of the answer that have come, each time that more have. */
    @Override
    public Handshakedata translateHandshake(ByteBuffer bytes) throws InvalidHandshakeException {
        heard = copy(bytes);
        Reading reading = HttpAnswerReader.read(heard, false);
        boolean tooLong = heard.length >= LONGEST_ANSWER;
        if (reading instanceof Reading.NotHttp) {
            throw new InvalidHandshakeException("the answer to the upgrade is no HTTP");
        }
        if (reading instanceof Reading.Answer read) {
            if (read.answer().status() == HttpAnswer.SWITCHING_PROTOCOLS) {
                return super.translateHandshake(bytes);
            }
            if (read.answer().complete() || tooLong) {
                throw new InvalidHandshakeException(
                        "the upgrade was refused with " + read.answer().status());
            }
        }
        if (tooLong) {
            throw new InvalidHandshakeException(
                    "the answer to the upgrade is longer than " + LONGEST_ANSWER + " bytes");
        }
        throw new IncompleteHandshakeException();
    }

    /** Whether a close frame came that had no code, of which the library makes 1000. */
    public boolean closedWithoutCode() {
        return closedWithoutCode;
    }

    /** Called by the library for the payload of each frame that it reads. */
    @Override
    public int checkAlloc(int bytes) throws InvalidDataException {
        latestPayload = bytes;
        return super.checkAlloc(bytes);
    }

    @Override
    public void processFrame(WebSocketImpl connection, Framedata frame) throws InvalidDataException {
        // No frame follows a close frame, so the latest payload is its own.
        closedWithoutCode = frame.getOpcode() == Opcode.CLOSING && latestPayload == 0;
        super.processFrame(connection, frame);
    }

    private static byte[] copy(ByteBuffer bytes) {
        byte[] copy = new byte[Math.min(bytes.remaining(), LONGEST_ANSWER)];
        bytes.duplicate().get(copy);
        return copy;
    }

    /** The library asks for a copy where it could serve several connections; this one serves one. */
    @Override
    public Draft copyInstance() {
        return this;
    }

    /** Two drafts that have read different answers are never the same. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** The library puts this into its messages. */
    @Override
    public String toString() {
        return "RFC 6455";
    }
}
