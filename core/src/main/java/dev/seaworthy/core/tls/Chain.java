package dev.seaworthy.core.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Certificates as a server sent them, and the way from the first of them to one that is trusted.
 *
 * @param path from the server's own upwards, without the anchor
 * @param anchor what is trusted and has issued the last of the path, or is the server's own
 * @param isAnchorSent whether the server has sent that too
 * @param isInOrder whether each that the path needs was sent after the one that it has issued
 * @param unrelated how many were sent that issued none of the others
 */
record Chain(
        List<X509Certificate> path,
        Optional<X509Certificate> anchor,
        boolean isAnchorSent,
        boolean isInOrder,
        int unrelated) {
    /** Of several ways, as with certificates that are signed across, one on which all are valid now. */
    static Chain of(List<X509Certificate> sent, Collection<X509Certificate> anchors, Instant now) {
        List<X509Certificate> path = way(sent.get(0), validAt(now, sent), validAt(now, anchors));
        if (anchor(last(path), anchors).isEmpty()) {
            path = way(sent.get(0), sent, anchors);
        }
        Optional<X509Certificate> anchor = anchor(last(path), anchors);
        if (path.size() > 1 && anchor.isPresent() && anchor.get().equals(last(path))) {
            path = path.subList(0, path.size() - 1);
        }
        boolean isAnchorSent = anchor.filter(sent::contains).isPresent();
        boolean inOrder = sent.stream().filter(path::contains).toList().equals(path);
        return new Chain(List.copyOf(path), anchor, isAnchorSent, inOrder, unrelated(sent));
    }

    X509Certificate last() {
        return last(path);
    }

    /** What is trusted, unless that is the server's own certificate. */
    Optional<X509Certificate> anchorAbove() {
        return anchor.filter(certificate -> !path.contains(certificate));
    }

    /** When the first of the path and the anchor expires. */
    Instant end() {
        return Stream.concat(path.stream(), anchor.stream())
                .map(each -> each.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    boolean isSelfSigned() {
        return isIssuedBy(last(), last());
    }

    private static X509Certificate last(List<X509Certificate> path) {
        return path.get(path.size() - 1);
    }

    /** The shortest way to one that leads to an anchor; without any, the longest. Each is tried once. */
    private static List<X509Certificate> way(
            X509Certificate first, List<X509Certificate> issuers, Collection<X509Certificate> anchors) {
        List<List<X509Certificate>> ways = new ArrayList<>(List.of(List.of(first)));
        Set<X509Certificate> tried = new HashSet<>(Set.of(first));
        for (int i = 0; i < ways.size(); i++) {
            List<X509Certificate> way = ways.get(i);
            if (anchor(last(way), anchors).isPresent()) {
                return way;
            }
            issuers.stream()
                    .filter(each -> !tried.contains(each) && isIssuedBy(last(way), each))
                    .forEach(each -> {
                        tried.add(each);
                        ways.add(Stream.concat(way.stream(), Stream.of(each)).toList());
                    });
        }
        return ways.get(ways.size() - 1);
    }

    /** Of several with the same key, the one that lasts. */
    private static Optional<X509Certificate> anchor(X509Certificate of, Collection<X509Certificate> anchors) {
        return anchors.contains(of)
                ? Optional.of(of)
                : anchors.stream()
                        .filter(anchor -> isIssuedBy(of, anchor))
                        .max(Comparator.comparing(X509Certificate::getNotAfter));
    }

    private static List<X509Certificate> validAt(Instant now, Collection<X509Certificate> certificates) {
        return certificates.stream()
                .filter(each -> !now.isBefore(each.getNotBefore().toInstant())
                        && !now.isAfter(each.getNotAfter().toInstant()))
                .toList();
    }

    private static int unrelated(List<X509Certificate> sent) {
        List<X509Certificate> related = new ArrayList<>(List.of(sent.get(0)));
        for (int i = 0; i < related.size(); i++) {
            X509Certificate below = related.get(i);
            sent.stream()
                    .filter(each -> !related.contains(each) && isIssuedBy(below, each))
                    .forEach(related::add);
        }
        return (int) sent.stream().filter(each -> !related.contains(each)).count();
    }

    private static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }
}
