package dev.plimsoll.sandbox.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;

/** A page with the vendor's MeteredPeer and one peer's token. For the browser's thread. */
final class CallPage implements AutoCloseable {
    static final String CHANNEL = "room";
    private static final int PATIENCE_SECONDS = 45;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Page page;
    private final String peerId;
    private final URI signalling;

    private CallPage(Page page, String peerId, URI signalling) {
        this.page = page;
        this.peerId = peerId;
        this.signalling = signalling;
    }

    static CallPage open(Browser browser, PageServer pages, OperatedSandbox sandbox, String peerId) {
        Page page = browser.newContext().newPage();
        page.exposeFunction("mintToken", nothing -> sandbox.token(peerId).reveal());
        page.navigate(pages.url().toString());
        page.waitForFunction("() => window.call !== undefined");
        return new CallPage(page, peerId, sandbox.url());
    }

    /** The path of a call: candidate types at both ends, ICE user name fragments. */
    record Path(String localType, String remoteType, String relayProtocol, String localUfrag, String remoteUfrag) {}

    /** What came in on the current connection: bytes, and pictures that were decoded. */
    record Received(double audio, double video, int pictures) {}

    String peerId() {
        return peerId;
    }

    /** Returns when the SDK says that the page joined. */
    CallPage join() {
        page.evaluate("([url, channel]) => call.join(url, channel)", List.of(signalling.toString(), CHANNEL));
        return this;
    }

    void awaitRoster(String... peerIds) {
        await("ids => call.state() === 'joined' && call.roster().join() === ids.join()", List.of(peerIds));
    }

    void awaitState(String state) {
        await("state => call.state() === state", state);
    }

    void awaitEvent(String event) {
        await("event => call.events().includes(event)", event);
    }

    /** Waits until the call is up and has a selected pair. */
    void awaitCallWith(CallPage other) {
        await("async id => call.remoteState(id) === 'connected' && await call.path(id) !== null", other.peerId);
    }

    /** Waits until sound and pictures have come in beyond what came so far. */
    void awaitMediaFrom(CallPage other) {
        awaitMediaFrom(other, receivedFrom(other));
    }

    /** Waits until more has come in than this. */
    void awaitMediaFrom(CallPage other, Received already) {
        await("""
                async ([id, audio, video, pictures]) => {
                  const now = await call.received(id);
                  return now.audio > audio + 1000 && now.video > video + 1000 && now.pictures > pictures + 5;
                }
                """, List.of(other.peerId, already.audio, already.video, already.pictures));
    }

    /** Waits until every selected ICE user name fragment of a path is another. */
    void awaitNewPathTo(CallPage other, Path old) {
        await("""
                async ([id, local, remote]) => {
                  const now = await call.path(id);
                  return now !== null && now.localUfrag !== local && now.remoteUfrag !== remote;
                }
                """, List.of(other.peerId, old.localUfrag, old.remoteUfrag));
    }

    void say(CallPage other, String text) {
        page.evaluate("([id, text]) => call.say(id, text)", List.of(other.peerId, text));
    }

    void awaitHeard(CallPage other, String text) {
        await("text => call.heard().includes(text)", other.peerId + ": " + text);
    }

    Path pathTo(CallPage other) {
        return read("id => call.path(id)", other.peerId, Path.class);
    }

    Received receivedFrom(CallPage other) {
        return read("id => call.received(id)", other.peerId, Received.class);
    }

    /** The ICE servers that the SDK gave its newest connection. */
    JsonNode iceServers() {
        return read("() => call.iceServers()", null, JsonNode.class);
    }

    int connections() {
        return read("() => call.connections()", null, Integer.class);
    }

    List<String> events() {
        return List.of(read("() => call.events()", null, String[].class));
    }

    void restartIceWith(CallPage other) {
        page.evaluate("id => call.restartIce(id)", other.peerId);
    }

    /** From here on the page's token provider keeps the SDK waiting. */
    void holdTokens() {
        page.evaluate("() => call.holdTokens()");
    }

    void releaseTokens() {
        page.evaluate("() => call.releaseTokens()");
    }

    void leave() {
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
