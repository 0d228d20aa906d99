package dev.seaworthy.security.scan.visit;

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

    /** Of what the client of the JDK has thrown, of which no text is passed on. */
    static NoAnswerException of(Throwable failure) {
        return new NoAnswerException(reason(failure));
    }

    /** The reason. */
    String reason() {
        return String.valueOf(getMessage());
    }

    private static String reason(Throwable failure) {
        if (isCausedBy(failure, UnresolvedAddressException.class) || isCausedBy(failure, UnknownHostException.class)) {
            return "the name of its host is unknown";
        }
        if (isCausedBy(failure, SSLException.class)) {
            return "its certificate is not trusted, or no handshake comes to an end";
        }
        if (isCausedBy(failure, HttpTimeoutException.class)) {
            return "no connection in time";
        }
        if (isCausedBy(failure, ConnectException.class)) {
            return "no connection, as it is refused or out of reach";
        }
        if (isCausedBy(failure, SocketException.class)) {
            return "the connection was reset";
        }
        return isCausedBy(failure, EOFException.class) ? "the connection was closed" : "no valid HTTP";
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
