package dev.seaworthy.core.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of RFC 5280 §6 for a path, by the JDK; its dates and what it thinks of algorithms are judged elsewhere. */
final class PathValidation {
    private static final Set<Reason> JUDGED_ELSEWHERE =
            Set.of(BasicReason.EXPIRED, BasicReason.NOT_YET_VALID, BasicReason.ALGORITHM_CONSTRAINED);

    private PathValidation() {}

    /** What is wrong with it, as the JDK names it: {@code NOT_CA_CERT}. */
    static Optional<String> problem(List<X509Certificate> path, X509Certificate anchor, Instant now) {
        if (path.get(0).equals(anchor)) {
            return Optional.empty();
        }
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(whenAllAreValid(path, now)));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return JUDGED_ELSEWHERE.contains(e.getReason())
                    ? Optional.empty()
                    : Optional.of(e.getReason().toString());
        } catch (GeneralSecurityException e) {
            return Optional.of(e.getClass().getSimpleName());
        }
    }

    /** Now, or else a time at which the dates are no reason to stop before the other rules have been seen. */
    private static Instant whenAllAreValid(List<X509Certificate> path, Instant now) {
        Instant first = path.stream()
                .map(each -> each.getNotBefore().toInstant())
                .max(Comparator.naturalOrder())
                .orElse(now);
        boolean areValid = !now.isBefore(first)
                && path.stream()
                        .noneMatch(each -> now.isAfter(each.getNotAfter().toInstant()));
        return areValid ? now : first;
    }
}
