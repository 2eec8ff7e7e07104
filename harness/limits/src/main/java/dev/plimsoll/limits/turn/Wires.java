package dev.plimsoll.limits.turn;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Opens the way to a server. Blocks while a TCP connection or a TLS session is made. */
final class Wires {
    private Wires() {}

    static TurnWire open(TurnTarget target, TurnOptions options) throws IOException {
        InetSocketAddress server = new InetSocketAddress(target.host(), target.port());
        if (server.isUnresolved()) {
            throw new IOException("the name " + target.host() + " has no address");
        }
        Duration patience = options.patience().connect();
        return switch (target.transport()) {
            case UDP -> UdpWire.open(server, options.source());
            case TCP -> StreamWire.tcp(server, options.source(), patience);
            case TLS ->
                StreamWire.tls(
                        server,
                        options.source(),
                        patience,
                        options.anyCertificate() ? trustingAnybody() : trustingTheSystem(),
                        !options.anyCertificate());
        };
    }

    private static SSLSocketFactory trustingTheSystem() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private static SSLSocketFactory trustingAnybody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Credulous()}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    /** Checks nothing: for servers of one's own, whose certificate nobody signed. */
    private static final class Credulous extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Whoever asked for any certificate gets it.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // As above.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // As above.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("this is a client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
