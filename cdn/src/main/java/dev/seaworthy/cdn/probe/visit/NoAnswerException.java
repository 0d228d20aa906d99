package dev.seaworthy.cdn.probe.visit;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** A request has no answer; the message says why in words of this house, as the JDK's may quote what a server sent. */
final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String reason) {
        super(reason);
    }

    static NoAnswerException of(Throwable failure) {
        return new NoAnswerException(words(failure));
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    private static String words(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "the name of its host is unknown";
            }
            if (cause instanceof SSLException) {
                return "its certificate is not trusted, or no handshake comes to an end";
            }
            if (cause instanceof HttpTimeoutException) {
                return "no connection in time";
            }
            if (cause instanceof ConnectException) {
                return "no connection, as it is refused or out of reach";
            }
            if (cause instanceof SocketException || cause instanceof EOFException) {
                return "the connection was broken off";
            }
        }
        return "no valid HTTP";
    }
}
