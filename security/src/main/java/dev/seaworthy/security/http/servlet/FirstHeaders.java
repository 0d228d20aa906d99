package dev.seaworthy.security.http.servlet;

import dev.seaworthy.security.headers.HeaderNames;
import dev.seaworthy.security.headers.HeaderSink;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * The headers of a response while nobody else writes them, so that the names are known: to set a header, a container
 * compares it with all that are there, and to add a new one it does not.
 */
final class FirstHeaders implements HeaderSink {
    private final HttpServletResponse response;
    private final HeaderSink careful;

    /** May hold names that were removed meanwhile. */
    private final List<String> names;

    FirstHeaders(HttpServletResponse response, HeaderSink careful) {
        this.response = response;
        this.careful = careful;
        names = new ArrayList<>(response.getHeaderNames());
    }

    @Override
    public void set(String name, String value) {
        if (isThere(name)) {
            careful.set(name, value);
        } else {
            addNew(name, value);
        }
    }

    @Override
    public void setIfAbsent(String name, String value) {
        if (isThere(name)) {
            careful.setIfAbsent(name, value);
        } else {
            addNew(name, value);
        }
    }

    @Override
    public void add(String name, String member) {
        if (isThere(name)) {
            careful.add(name, member);
        } else {
            addNew(name, member);
        }
    }

    private void addNew(String name, String value) {
        response.addHeader(name, value);
        names.add(name);
    }

    @Override
    public void remove(String name) {
        if (isThere(name)) {
            careful.remove(name);
        }
    }

    @Override
    public void removeAll(HeaderNames unwanted) {
        for (int i = 0; i < names.size(); i++) {
            if (unwanted.contain(names.get(i))) {
                careful.remove(names.get(i));
            }
        }
    }

    private boolean isThere(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (name.equalsIgnoreCase(names.get(i))) {
                return true;
            }
        }
        return false;
    }
}
