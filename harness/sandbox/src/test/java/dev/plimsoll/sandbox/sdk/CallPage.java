package dev.plimsoll.sandbox.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;

/** A page with the vendor's MeteredPeer and one peer's token. For the browser's thread. */
public final class CallPage implements AutoCloseable {
    public static final String CHANNEL = "room";
    private static final int PATIENCE_SECONDS = 45;
    private static final int CALL_SECONDS = 12;
    private static final String IN_CALL =
            "async id => call.remoteState(id) === 'connected' && await call.path(id) !== null";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Page page;
    private final String peerId;
    private final URI signalling;

    private CallPage(Page page, String peerId, URI signalling) {
        this.page = page;
        this.peerId = peerId;
        this.signalling = signalling;
    }

    public static CallPage open(Browser browser, PageServer pages, OperatedSandbox sandbox, String peerId) {
        Page page = browser.newContext().newPage();
        page.exposeFunction("mintToken", nothing -> sandbox.token(peerId).reveal());
        page.navigate(pages.url().toString());
        page.waitForFunction("() => window.call !== undefined");
        return new CallPage(page, peerId, sandbox.url());
    }

    /** The path of a call: candidate types at both ends, ICE user name fragments. */
    public record Path(
            String localType, String remoteType, String relayProtocol, String localUfrag, String remoteUfrag) {}

    /** What came in on the current connection: bytes, and pictures that were decoded. */
    public record Received(double audio, double video, int pictures) {}

    public String peerId() {
        return peerId;
    }

    /** Returns when the SDK says that the page joined. */
    public CallPage join() {
        page.evaluate("([url, channel]) => call.join(url, channel)", List.of(signalling.toString(), CHANNEL));
        return this;
    }

    public void awaitRoster(String... peerIds) {
        await("ids => call.state() === 'joined' && call.roster().join() === ids.join()", List.of(peerIds));
    }

    public void awaitState(String state) {
        await("state => call.state() === state", state);
    }

    public void awaitEvent(String event) {
        await("event => call.events().includes(event)", event);
    }

    /** Waits until the call is up and has a selected pair. */
    public void awaitCallWith(CallPage other) {
        awaitCallWith(other.peerId);
    }

    public void awaitCallWith(String otherId) {
        await(IN_CALL, otherId);
    }

    /** Whether the call comes up in the time in which calls usually do. */
    public boolean comesToCallWith(CallPage other) {
        String waits =
                "id => call.until(() => (" + IN_CALL + ")(id), " + CALL_SECONDS + ").then(() => true, () => false)";
        return read(waits, other.peerId, Boolean.class);
    }

    /** Waits until sound and pictures have come in beyond what came so far. */
    public void awaitMediaFrom(CallPage other) {
        awaitMediaFrom(other.peerId);
    }

    public void awaitMediaFrom(String otherId) {
        awaitMediaFrom(otherId, receivedFrom(otherId));
    }

    /** Waits until the page shows pictures of this size in a video element. */
    public void awaitPictureOf(String otherId, int width, int height) {
        await("([id, size]) => call.shown(id) === size", List.of(otherId, width + "x" + height));
    }

    /** Waits until more has come in than this. */
    public void awaitMediaFrom(CallPage other, Received already) {
        awaitMediaFrom(other.peerId, already);
    }

    private void awaitMediaFrom(String otherId, Received already) {
        await("""
                async ([id, audio, video, pictures]) => {
                  const now = await call.received(id);
                  return now.audio > audio + 1000 && now.video > video + 1000 && now.pictures > pictures + 5;
                }
                """, List.of(otherId, already.audio, already.video, already.pictures));
    }

    /** Waits until every selected ICE user name fragment of a path is another. */
    public void awaitNewPathTo(CallPage other, Path old) {
        await("""
                async ([id, local, remote]) => {
                  const now = await call.path(id);
                  return now !== null && now.localUfrag !== local && now.remoteUfrag !== remote;
                }
                """, List.of(other.peerId, old.localUfrag, old.remoteUfrag));
    }

    public void say(CallPage other, String text) {
        say(other.peerId, text);
    }

    public void say(String otherId, String text) {
        page.evaluate("([id, text]) => call.say(id, text)", List.of(otherId, text));
    }

    public void awaitHeard(CallPage other, String text) {
        awaitHeard(other.peerId, text);
    }

    public void awaitHeard(String otherId, String text) {
        await("text => call.heard().includes(text)", otherId + ": " + text);
    }

    public Path pathTo(CallPage other) {
        return pathTo(other.peerId);
    }

    public Path pathTo(String otherId) {
        return read("id => call.path(id)", otherId, Path.class);
    }

    public Received receivedFrom(CallPage other) {
        return receivedFrom(other.peerId);
    }

    public Received receivedFrom(String otherId) {
        return read("id => call.received(id)", otherId, Received.class);
    }

    /** The ICE servers that the SDK gave its newest connection. */
    public JsonNode iceServers() {
        return read("() => call.iceServers()", null, JsonNode.class);
    }

    public int connections() {
        return read("() => call.connections()", null, Integer.class);
    }

    public List<String> events() {
        return List.of(read("() => call.events()", null, String[].class));
    }

    /** States of a call and its connection, for people. */
    public String conditionOf(String otherId) {
        return read("id => call.condition(id)", otherId, String.class);
    }

    public void restartIceWith(CallPage other) {
        page.evaluate("id => call.restartIce(id)", other.peerId);
    }

    /** From here on the page's token provider keeps the SDK waiting. */
    public void holdTokens() {
        page.evaluate("() => call.holdTokens()");
    }

    public void releaseTokens() {
        page.evaluate("() => call.releaseTokens()");
    }

    public void leave() {
        page.evaluate("() => call.leave()");
    }

    private void await(String condition, Object argument) {
        page.evaluate(
                "argument => call.until(() => (" + condition + ")(argument), " + PATIENCE_SECONDS + ")", argument);
    }

    private <T> T read(String script, Object argument, Class<T> type) {
        return JSON.convertValue(page.evaluate(script, argument), type);
    }

    @Override
    public void close() {
        page.context().close();
    }
}
