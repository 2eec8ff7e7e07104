package dev.plimsoll.sandbox.hub;

import dev.plimsoll.signalling.CloseCode;

/** The network under one connection, as the hub sees it. */
public interface Wire {
    /** Whether the service has not ended this connection; what its client still sends is not heard after that. */
    boolean isOpen();

    /** Queues a frame; frames leave in the order of the calls. */
    void send(Frame frame);

    /** Whatever is sent from now on leaves no sooner than the configured gap after what was sent before. */
    void pause();

    void close(CloseCode code);

    /** From now on nothing is sent or read, and TCP stays open. */
    void freeze();

    /** Cuts TCP without a close frame. */
    void cut();
}
