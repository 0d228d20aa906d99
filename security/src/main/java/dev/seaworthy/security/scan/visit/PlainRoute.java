package dev.seaworthy.security.scan.visit;

import java.net.URI;
import java.util.List;

/**
 * Where plain HTTP leads.
 *
 * @param wasAsked whether it was asked for at all
 * @param route the addresses: one if it did not redirect, none if nothing answered
 */
public record PlainRoute(boolean wasAsked, List<URI> route) {
    static final PlainRoute NOT_ASKED = new PlainRoute(false, List.of());

    public PlainRoute {
        route = List.copyOf(route);
    }

    public URI last() {
        return route.get(route.size() - 1);
    }

    /** Whether it leaves the host before HTTPS. */
    public boolean leavesHost() {
        return !Hosts.areSame(route.get(0), route.get(1));
    }

    public boolean isSecure(int index) {
        return Hosts.isSecure(route.get(index));
    }
}
