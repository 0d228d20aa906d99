package dev.seaworthy.security.http.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request that goes on asynchronously with the hardened response, where the container would take its own. */
final class HardenedRequest extends HttpServletRequestWrapper {
    private final HardenedResponse response;

    HardenedRequest(HttpServletRequest request, HardenedResponse response) {
        super(request);
        this.response = response;
    }

    /** With the request inside this one: each dispatch passes the filter again, and must not wrap it deeper. */
    @Override
    public AsyncContext startAsync() {
        return getRequest().startAsync(getRequest(), response);
    }
}
