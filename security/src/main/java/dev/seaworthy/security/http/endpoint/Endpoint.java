package dev.seaworthy.security.http.endpoint;

import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import java.io.IOException;

/** Answers all requests to one path, whatever their method. Safe for use by many threads. */
@FunctionalInterface
public interface Endpoint {
    /** Answers it; if the body cannot be read, the caller gets a 500. */
    Answer answer(IncomingRequest request) throws IOException;
}
