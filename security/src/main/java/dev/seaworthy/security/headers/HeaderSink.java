package dev.seaworthy.security.headers;

/** The headers of one response, to be written. Names are compared without regard to case. One thread at a time. */
public interface HeaderSink {
    /** Makes this the only value of the header. */
    void set(String name, String value);

    /**
     * Adds a member to a header whose value is a list (RFC 9110 §5.6.1), beside those already there. A member that is
     * there already, in whatever case, on a line of its own or between commas, is not added again.
     */
    void add(String name, String member);

    /** Takes the header away, with all its values. */
    void remove(String name);
}
