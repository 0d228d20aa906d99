package dev.seaworthy.security.http.guard;

/**
 * Stands before a part of the application, and lets each request pass or answers it. Safe for use by many threads.
 *
 * <p>A guard that throws lets nobody pass: the caller gets a 500. One that asks a database does so in the thread of the
 * request, which an event loop must not. A preflight of a path that no CORS policy of {@code HttpSecurity} covers is a
 * request like any other.
 */
@FunctionalInterface
public interface Guard {
    /** Rules once for each request; the guards stated after one that refuses are not asked. */
    Ruling judge(Caller caller);
}
