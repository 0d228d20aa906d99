package dev.seaworthy.core.tls;

import dev.seaworthy.core.tls.TlsFinding.Level;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is to be said of the certificates that a server has shown. */
final class CertificateJudge {
    private static final int MIN_RSA_BITS = 2_048;
    private static final int MIN_EC_BITS = 224;
    private static final String FOR_SERVERS = "1.3.6.1.5.5.7.3.1";
    private static final String FOR_ANYTHING = "2.5.29.37.0";

    private final List<TlsFinding> findings = new ArrayList<>();
    private final Instant now;
    private final Duration minimum;

    CertificateJudge(Instant now, Duration minimum) {
        this.now = now;
        this.minimum = minimum;
    }

    List<TlsFinding> judge(String host, Chain chain) {
        trust(chain);
        order(chain);
        host(host, chain.path().get(0));
        purpose(chain.path().get(0));
        chain.path().forEach(certificate -> {
            dates(certificate, Level.FAILURE, TlsCertificate.subject(certificate));
            key(certificate);
            if (!isRoot(certificate)) {
                signature(certificate);
            }
        });
        chain.anchorAbove().ifPresent(anchor -> anchor(anchor, chain.isAnchorSent()));
        return findings;
    }

    /** Some clients look at the dates of what they trust, OpenSSL for one, and others do not, as the JDK. */
    private void anchor(X509Certificate anchor, boolean isSent) {
        String subject = TlsCertificate.subject(anchor);
        if (isSent) {
            dates(anchor, Level.FAILURE, subject);
        } else {
            dates(anchor, Level.WARNING, subject + ", which is trusted but refused by clients that look at its dates,");
        }
    }

    private void trust(Chain chain) {
        String subject = TlsCertificate.subject(chain.last());
        if (chain.anchor().isPresent()) {
            PathValidation.problem(chain.path(), chain.anchor().get(), now)
                    .ifPresent(problem -> findings.add(TlsFinding.failure(
                            "chain-invalid",
                            "The chain breaks a rule of RFC 5280: " + problem,
                            "Have the certificate issued anew")));
        } else if (!chain.isSelfSigned()) {
            findings.add(TlsFinding.failure(
                    "chain-incomplete",
                    "The issuer of " + subject + " is neither sent nor trusted: "
                            + TlsCertificate.printable(
                                    chain.last().getIssuerX500Principal().getName()),
                    "Let the server send the intermediate certificates too, or trust the authority if it is your own"));
        } else if (chain.path().size() == 1) {
            findings.add(TlsFinding.failure(
                    "self-signed",
                    "The certificate of " + subject + " is signed by itself, and not trusted",
                    "Have one issued by an authority that visitors trust"));
        } else {
            findings.add(TlsFinding.failure(
                    "untrusted-root",
                    "The chain ends at " + subject + ", which is not trusted",
                    "Have a certificate issued by an authority that visitors trust"));
        }
    }

    private void order(Chain chain) {
        if (!chain.isInOrder()) {
            findings.add(TlsFinding.warning(
                    "chain-order",
                    "The certificates are not sent in the order of their issuing, which some clients refuse",
                    "Send the server's own first, and after each the one that has issued it"));
        }
        if (chain.unrelated() > 0) {
            findings.add(TlsFinding.warning(
                    "chain-unrelated",
                    chain.unrelated() + " of the certificates sent have issued none of the others",
                    "Leave them out of the server's file"));
        }
    }

    private void host(String host, X509Certificate certificate) {
        if (!HostIdentity.matches(host, certificate)) {
            List<String> names = TlsCertificate.of(certificate).names();
            String named = names.isEmpty()
                    ? "no alternative name at all, and visitors look at nothing else"
                    : String.join(", ", names.subList(0, Math.min(names.size(), 10)));
            findings.add(TlsFinding.failure(
                    "host-mismatch",
                    "The certificate is not one of " + host + ": it has " + named,
                    "Have one issued for this name, or see which server answers here"));
        }
    }

    private void purpose(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            if (purposes != null && !purposes.contains(FOR_SERVERS) && !purposes.contains(FOR_ANYTHING)) {
                findings.add(TlsFinding.failure(
                        "not-for-servers",
                        "The certificate is not for a server: its extended key usage lacks serverAuth",
                        "Have one issued for servers"));
            }
        } catch (CertificateParsingException e) {
            findings.add(TlsFinding.failure(
                    "not-for-servers",
                    "The extended key usage can't be read",
                    "Have a certificate issued for servers"));
        }
    }

    /** A certificate that lives for days alone is renewed when a third of its life is left. */
    private void dates(X509Certificate certificate, Level level, String subject) {
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        Duration third = Duration.between(begin, end).dividedBy(3);
        Duration wanted = third.compareTo(minimum) < 0 ? third : minimum;
        if (now.isAfter(end)) {
            findings.add(new TlsFinding(
                    level, "expired", "The certificate of " + subject + " expired at " + end, "Renew it now"));
        } else if (now.isBefore(begin)) {
            findings.add(new TlsFinding(
                    level,
                    "not-yet-valid",
                    "The certificate of " + subject + " is valid from " + begin + " on",
                    "Wait with it, or set the clock right"));
        } else if (now.plus(wanted).isAfter(end)) {
            findings.add(new TlsFinding(
                    level,
                    "expires-soon",
                    "The certificate of " + subject + " expires at " + end + ", in "
                            + Duration.between(now, end).toDays() + " days",
                    "Renew it, and see why that did not happen by itself"));
        }
    }

    private void key(X509Certificate certificate) {
        TlsCertificate facts = TlsCertificate.of(certificate);
        int least = switch (facts.keyAlgorithm()) {
            case "RSA", "RSASSA-PSS" -> MIN_RSA_BITS;
            case "EC" -> MIN_EC_BITS;
            case "DSA" -> Integer.MAX_VALUE;
            default -> 0;
        };
        if (facts.keyBits() < least) {
            findings.add(TlsFinding.failure(
                    "weak-key",
                    "The key of " + facts.subject() + " is weak: " + facts.keyAlgorithm() + " of " + facts.keyBits()
                            + " bits",
                    "Make one of EC with 256 bits or RSA with 2048, and have the certificate issued anew"));
        }
    }

    private void signature(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT).replace("-", "");
        if (algorithm.contains("SHA1") || algorithm.contains("MD5") || algorithm.contains("MD2")) {
            findings.add(TlsFinding.failure(
                    "weak-signature",
                    "The certificate of " + TlsCertificate.subject(certificate) + " is signed by "
                            + TlsCertificate.printable(certificate.getSigAlgName()) + ", which can be forged",
                    "Have it issued anew, signed by SHA-256 or better"));
        }
    }

    /** The signature of a root proves nothing, and nobody looks at it. */
    private static boolean isRoot(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                && certificate.getBasicConstraints() >= 0;
    }
}
