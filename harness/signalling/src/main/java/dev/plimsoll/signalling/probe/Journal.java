package dev.plimsoll.signalling.probe;

import dev.plimsoll.model.Secret;
import dev.plimsoll.signalling.Masking;
import dev.plimsoll.signalling.frame.ServerFrame;
import dev.plimsoll.signalling.http.HttpAnswer;
import dev.plimsoll.signalling.probe.Transcript.Speaker;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Writes one connection down: frames into its inbox, everything into its transcript. Safe for use by several threads. */
final class Journal {
    private static final int LONGEST_DETAIL = 300;

    private final LongSupplier nanoClock;
    private final Collection<Secret> secrets;
    private final Inbox inbox;
    private final Transcript transcript;

    Journal(LongSupplier nanoClock, Collection<Secret> secrets, int keptFrames) {
        this.nanoClock = nanoClock;
        this.secrets = secrets;
        this.inbox = new Inbox(keptFrames);
        this.transcript = new Transcript(secrets);
    }

    Inbox inbox() {
        return inbox;
    }

    Transcript transcript() {
        return transcript;
    }

    String mask(String text) {
        return text == null ? "" : Masking.excerpt(text, secrets, LONGEST_DETAIL);
    }

    void heard(Heard.Kind kind, String text, int bytes, Optional<ServerFrame> frame) {
        long now = nanoClock.getAsLong();
        transcript.write(now, Speaker.SERVICE, kind == Heard.Kind.TEXT ? text : name(kind) + ", " + bytes + " bytes");
        inbox.add(now, kind, text, bytes, frame);
    }

    private static String name(Heard.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    void sent(String text) {
        transcript.write(nanoClock.getAsLong(), Speaker.CLIENT, text);
    }

    void note(String text) {
        transcript.write(nanoClock.getAsLong(), Speaker.NARRATOR, text);
    }

    void answered(HttpAnswer answer) {
        transcript.write(nanoClock.getAsLong(), Speaker.SERVICE, answer.describe());
    }

    /** No frame comes after this. */
    void closed(Ended ended) {
        note("closed with " + ended.code() + (ended.byService() ? " by the service" : " by this side")
                + (ended.reason().isEmpty() ? "" : ", reason: " + ended.reason())
                + (ended.detail().isEmpty() ? "" : ", " + ended.detail()));
        inbox.end();
    }

    void tcpEnded() {
        note("TCP has ended");
        inbox.end();
    }
}
