package dev.plimsoll.sandbox.fault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.signalling.frame.FrameWriter;
import dev.plimsoll.signalling.frame.ServerFrame;
import java.util.List;

/** What a new connection hears first under the faults that are on. */
public final class WelcomeFaults {
    private final Rules rules;

    public WelcomeFaults(Rules rules) {
        this.rules = rules;
    }

    public List<String> greeting(ServerFrame.Welcome welcome) {
        if (rules.has(Fault.WELCOME_NEVER)) {
            return List.of();
        }
        if (rules.has(Fault.WELCOME_INCOMPLETE)) {
            ObjectNode incomplete = JsonNodeFactory.instance.objectNode();
            incomplete
                    .put("type", "welcome")
                    .put("peerId", welcome.peerId())
                    .put("serverTime", welcome.serverTime())
                    .put("maxMessageSize", welcome.maxMessageSize());
            return List.of(incomplete.toString());
        }
        String text = FrameWriter.write(rules.has(Fault.WRONG_PEER_ID) ? renamed(welcome) : welcome);
        if (rules.has(Fault.WELCOME_NOT_FIRST)) {
            return List.of(FrameWriter.write(new ServerFrame.Pong()), text);
        }
        return rules.has(Fault.WELCOME_TWICE) ? List.of(text, text) : List.of(text);
    }

    private static ServerFrame.Welcome renamed(ServerFrame.Welcome welcome) {
        return new ServerFrame.Welcome(
                welcome.peerId() + "-2",
                welcome.expiresAt(),
                welcome.serverTime(),
                welcome.maxMessageSize(),
                welcome.metadata());
    }
}
