package dev.plimsoll.signalling.probe;

import dev.plimsoll.signalling.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** TCP, and TLS if the endpoint wants it, beneath one connection. */
final class Wire {
    private final ConnectSpec spec;
    private final GatedSocket tcp = new GatedSocket();
    private volatile boolean dropped;

    Wire(ConnectSpec spec) {
        this.spec = spec;
    }

    /** Blocks until connected; {@link #drop} ends that too. */
    Socket connect(Milestones milestones) throws IOException {
        Endpoint endpoint = spec.endpoint();
        if (spec.receiveBuffer() > 0) {
            tcp.setReceiveBufferSize(spec.receiveBuffer());
        }
        if (spec.source().isPresent()) {
            tcp.bind(new InetSocketAddress(spec.source().get(), 0));
        }
        tcp.connect(new InetSocketAddress(endpoint.base().getHost(), endpoint.port()));
        milestones.reach(Milestone.TCP);
        return endpoint.isTls() ? secured(endpoint, milestones) : tcp;
    }

    private Socket secured(Endpoint endpoint, Milestones milestones) throws IOException {
        SSLSocket tls = (SSLSocket)
                context().getSocketFactory().createSocket(tcp, endpoint.base().getHost(), endpoint.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        milestones.reach(Milestone.TLS);
        return tls;
    }

    private static SSLContext context() throws IOException {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("this Java cannot do TLS", e);
        }
    }

    /** How reading ended, in the system's words; empty while it has not. */
    String ending() {
        return tcp.ending();
    }

    void halt(boolean halt) {
        tcp.halt(halt);
    }

    /** Whether it was this side that ended TCP. */
    boolean isDropped() {
        return dropped;
    }

    /** Ends TCP without a close frame, and without a farewell of TLS. */
    void drop() {
        quietly(tcp::close);
    }

    /** Ends TCP by a reset. */
    void reset() {
        quietly(tcp::reset);
    }

    private interface Ending {
        void end() throws IOException;
    }

    private void quietly(Ending ending) {
        dropped = true;
        try {
            ending.end();
        } catch (IOException e) {
            // It is closed already, which is what was wanted.
        }
    }
}
