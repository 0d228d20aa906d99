package dev.seaworthy.core.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;

/** A server of the JDK's TLS on loopback, which shows the certificates that it is given, in that order. */
final class TestServer implements AutoCloseable {
    private final SSLServerSocket server;
    private final List<String> serverNames = new CopyOnWriteArrayList<>();
    private volatile int connections;

    TestServer(Consumer<SSLParameters> settings, TestCertificate own, TestCertificate... further) {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), settings, own, further);
    }

    TestServer(
            InetSocketAddress place,
            Consumer<SSLParameters> settings,
            TestCertificate own,
            TestCertificate... further) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new Keys(own, further)}, null, null);
            server = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(place.getPort(), 50, place.getAddress());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
        SSLParameters parameters = server.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        settings.accept(parameters);
        server.setSSLParameters(parameters);
        Thread thread = new Thread(this::accept, "test-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections;
    }

    /** Those of handshakes that came to an end. */
    List<String> serverNames() {
        return List.copyOf(serverNames);
    }

    private void accept() {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                connections++;
                socket.setSoTimeout(5_000);
                socket.startHandshake();
                serverNames.add(((ExtendedSSLSession) socket.getSession())
                        .getRequestedServerNames()
                        .toString());
                socket.getInputStream().read();
            } catch (IOException e) {
                // refused, or closed
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** Unlike a key store it takes a chain in any order. */
    private static final class Keys extends X509ExtendedKeyManager {
        private final TestCertificate own;
        private final X509Certificate[] chain;

        private Keys(TestCertificate own, TestCertificate... further) {
            this.own = own;
            chain = new X509Certificate[further.length + 1];
            chain[0] = own.certificate();
            for (int i = 0; i < further.length; i++) {
                chain[i + 1] = further[i].certificate();
            }
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return fits(type) ? "own" : null;
        }

        @Override
        public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
            return fits(type) ? "own" : null;
        }

        private boolean fits(String type) {
            return type.startsWith(own.key().getAlgorithm());
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return Arrays.copyOf(chain, chain.length);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return own.key();
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[] {"own"};
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return null;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
