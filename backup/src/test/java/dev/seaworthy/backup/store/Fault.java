package dev.seaworthy.backup.store;

/** What a store does instead of what it should. */
public enum Fault {
    /** It fails inside. */
    INTERNAL_ERROR("500 Internal Server Error", "InternalError"),
    /** It asks for fewer requests. */
    SLOW_DOWN("503 Slow Down", "SlowDown"),
    /** It has had too many requests. */
    TOO_MANY("429 Too Many Requests", "TooManyRequests"),
    /** Another conditional write of the key is under way. */
    CONFLICT("409 Conflict", "ConditionalRequestConflict"),
    /** The clock of whoever asks is wrong. */
    SKEWED_CLOCK("403 Forbidden", "RequestTimeTooSkewed"),
    /** It says that all is well, and then that it is not. */
    ERROR_IN_OK("200 OK", "InternalError"),
    /** The key is taken. */
    TAKEN("412 Precondition Failed", "PreconditionFailed"),
    /** It has no such thing. */
    MISSING("404 Not Found", "NoSuchUpload"),
    /** It has no room left. */
    OUT_OF_SPACE("507 Insufficient Storage", "QuotaExceeded"),
    /** Rights are missing. */
    DENIED("403 Forbidden", "AccessDenied"),
    /** The credentials were for a time that is over. */
    EXPIRED("400 Bad Request", "ExpiredToken"),
    /** It has no such bucket. */
    NO_BUCKET("404 Not Found", "NoSuchBucket"),
    /** The bucket is elsewhere. */
    WRONG_REGION("301 Moved Permanently", "PermanentRedirect"),
    /** It says that all is well, and sends what is nothing that it should. */
    GARBAGE("200 OK", "") {
        @Override
        String body() {
            return "<html>Welcome!";
        }
    },
    /** It drops the connection before it does anything. */
    RESET("", ""),
    /** It does all of it, and drops the connection before it says so. */
    LOST_ANSWER("", ""),
    /** It takes the request, and never answers. */
    HANG("", ""),
    /** It does all of it, and never says so. */
    HANG_AFTER("", ""),
    /** It ends the answer in the middle of its body. */
    CUT_OFF("", ""),
    /** It ends the answer in the middle of its body, and closes the connection in order. */
    CUT_SHORT("", ""),
    /** It takes the request, says nothing, and does it when it is told to. */
    LATE("", ""),
    /** It sends its answer as that of the whole. */
    WHOLE("", ""),
    /** It tells neither the length of what it sends nor its tag. */
    BARE("", ""),
    /** It changes one bit in the body of its answer. */
    FLIPPED_BIT("", "");

    private final String status;
    private final String code;

    Fault(String status, String code) {
        this.status = status;
        this.code = code;
    }

    boolean isAnswer() {
        return !status.isEmpty();
    }

    String body() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                + "</Code><Message>told to fail</Message><RequestId>1</RequestId></Error>";
    }

    String answer() {
        String body = body();
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }
}
