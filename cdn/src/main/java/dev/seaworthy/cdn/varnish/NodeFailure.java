package dev.seaworthy.cdn.varnish;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One try of a call to one node that did not succeed. */
final class NodeFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int FORBIDDEN = 403;
    private static final int SERVER_ERROR = 500;
    private static final int NO_ANSWER = 0;

    private final int status;

    private NodeFailure(String message, int status, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    static NodeFailure unreachable(Throwable cause) {
        return new NodeFailure("no answer (" + cause.getClass().getSimpleName() + ")", NO_ANSWER, cause);
    }

    static NodeFailure refused(int status) {
        return new NodeFailure("it answered " + status, status, null);
    }

    /** It may have passed the request on to a server that knows nothing of purges. */
    static NodeFailure notUnderstood(int status) {
        return new NodeFailure("it answered " + status + ", and not that it purged", status, null);
    }

    OptionalInt status() {
        return status == NO_ANSWER ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** Whether the same call may succeed later. */
    boolean mayPass() {
        return status == NO_ANSWER || status >= SERVER_ERROR;
    }

    String advice() {
        if (status == NO_ANSWER) {
            return "Check the network and the address of the node";
        }
        return status == FORBIDDEN
                ? "Add this machine to acl seaworthy_purgers"
                : "See whether the node's VCL includes that of VarnishCdn.vcl()";
    }
}
