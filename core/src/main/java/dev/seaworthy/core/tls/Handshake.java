package dev.seaworthy.core.tls;

import dev.seaworthy.core.tls.wire.TimedSocket;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** A whole handshake by the JDK, in which nothing is refused: what was seen is judged afterwards. One thread. */
final class Handshake {
    /** How it ended. */
    enum End {
        DONE,
        SILENT,
        BROKEN
    }

    private final Witness witness = new Witness();
    private final Wallet wallet = new Wallet();
    private String protocol = "";
    private String suite = "";
    private Optional<String> application = Optional.empty();

    /** Speaks as a client that wants HTTP, and closes the connection. */
    End with(TimedSocket connection, String host, int port, String serverName) {
        try (connection;
                SSLSocket socket =
                        (SSLSocket) context().getSocketFactory().createSocket(connection, host, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(serverName.isEmpty() ? List.of() : List.of(new SNIHostName(serverName)));
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            protocol = socket.getSession().getProtocol();
            suite = socket.getSession().getCipherSuite();
            application = Optional.ofNullable(socket.getApplicationProtocol()).filter(name -> !name.isEmpty());
            return End.DONE;
        } catch (SocketTimeoutException e) {
            return End.SILENT;
        } catch (IOException | RuntimeException e) {
            return protocol.isEmpty() ? End.BROKEN : End.DONE;
        }
    }

    /** In the order of sending; empty if it did not come so far. */
    List<X509Certificate> chain() {
        return witness.chain;
    }

    /** {@code TLSv1.3 TLS_AES_128_GCM_SHA256}; empty without an end. */
    Optional<String> negotiated() {
        return protocol.isEmpty() ? Optional.empty() : Optional.of(protocol + " " + suite);
    }

    /** Empty without an end. */
    Optional<TlsProtocol> version() {
        return TlsProtocol.named(protocol);
    }

    Optional<String> application() {
        return application;
    }

    boolean wantsClientCertificate() {
        return wallet.isAsked;
    }

    private SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {wallet}, new TrustManager[] {witness}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has TLS", e);
        }
    }

    /** Sees what is shown, and trusts it: no byte of anybody goes over this connection. */
    private static final class Witness extends X509ExtendedTrustManager {
        private List<X509Certificate> chain = List.of();

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket) {
            chain = List.of(shown);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine) {
            chain = List.of(shown);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] shown, String type) {
            chain = List.of(shown);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] shown, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Holds nothing, and notes that it was asked. */
    private static final class Wallet extends X509ExtendedKeyManager {
        private boolean isAsked;

        @Override
        public @Nullable String chooseClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            isAsked = true;
            return null;
        }

        @Override
        public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return null;
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return null;
        }
    }
}
