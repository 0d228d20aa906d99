package dev.seaworthy.core.tls;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Certificates as a server sent them, and the way from the first of them to one that is trusted.
 *
 * @param path from the server's own upwards, without the anchor
 * @param anchor what is trusted and has issued the last of the path, or is the server's own
 * @param isInOrder whether each that the path needs was sent after the one that it has issued
 * @param unrelated how many were sent that issued none of the others
 */
record Chain(List<X509Certificate> path, Optional<X509Certificate> anchor, boolean isInOrder, int unrelated) {
    static Chain of(List<X509Certificate> sent, Collection<X509Certificate> anchors) {
        List<X509Certificate> path = new ArrayList<>(List.of(sent.get(0)));
        Optional<X509Certificate> anchor = anchor(sent.get(0), anchors);
        Optional<X509Certificate> next = issuer(sent.get(0), sent, path);
        while (anchor.isEmpty() && next.isPresent()) {
            path.add(next.get());
            anchor = anchor(next.get(), anchors);
            next = issuer(next.get(), sent, path);
        }
        if (path.size() > 1 && anchor.isPresent() && anchor.get().equals(last(path))) {
            path.remove(path.size() - 1);
        }
        boolean inOrder = sent.subList(0, path.size()).equals(path);
        return new Chain(List.copyOf(path), anchor, inOrder, unrelated(sent));
    }

    X509Certificate last() {
        return last(path);
    }

    /** When the first of the path expires. */
    Instant end() {
        return path.stream()
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

    private static Optional<X509Certificate> anchor(X509Certificate of, Collection<X509Certificate> anchors) {
        return anchors.contains(of)
                ? Optional.of(of)
                : anchors.stream().filter(anchor -> isIssuedBy(of, anchor)).findFirst();
    }

    private static Optional<X509Certificate> issuer(
            X509Certificate of, List<X509Certificate> sent, List<X509Certificate> without) {
        return sent.stream()
                .filter(each -> !without.contains(each) && isIssuedBy(of, each))
                .findFirst();
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
