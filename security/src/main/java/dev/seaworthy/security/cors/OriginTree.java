package dev.seaworthy.security.cors;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Patterns by the labels of their hosts, from the last to the first. A look-up goes down by one step a label, so it
 * costs what the host is long, however many patterns there are; and a label is compared whole, so that neither the end
 * nor the beginning of a name passes for the name. Not changed once built.
 */
final class OriginTree {
    private final Map<String, Node> byScheme = new HashMap<>();

    OriginTree(Collection<OriginPattern> patterns) {
        patterns.forEach(this::add);
    }

    private void add(OriginPattern pattern) {
        Node node = byScheme.computeIfAbsent(pattern.scheme(), scheme -> new Node());
        String host = pattern.host();
        for (int end = host.length(); end >= 0; ) {
            int dot = host.lastIndexOf('.', end - 1);
            node = node.children.computeIfAbsent(host.substring(dot + 1, end), label -> new Node());
            end = dot;
        }
        (pattern.subdomains() ? node.below : node.here).add(pattern);
    }

    boolean isEmpty() {
        return byScheme.isEmpty();
    }

    boolean covers(SeenOrigin origin) {
        Node node = byScheme.get(origin.scheme());
        String host = origin.host();
        for (int end = host.length(); node != null; ) {
            int dot = host.lastIndexOf('.', end - 1);
            node = node.children.get(host.substring(dot + 1, end));
            if (node == null || dot < 0) {
                return node != null && node.here.contains(origin.port());
            }
            if (node.below.contains(origin.port())) {
                return true;
            }
            end = dot;
        }
        return false;
    }

    /** What ends at one label: the host itself ({@code here}), and names before it ({@code below}). */
    private static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private final Ports here = new Ports();
        private final Ports below = new Ports();
    }

    private static final class Ports {
        private final Set<Integer> numbers = new HashSet<>();
        private boolean any;

        void add(OriginPattern pattern) {
            any |= pattern.anyPort();
            numbers.add(pattern.portNumber());
        }

        boolean contains(int port) {
            return any || numbers.contains(port);
        }
    }
}
