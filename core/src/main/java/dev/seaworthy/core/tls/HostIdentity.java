package dev.seaworthy.core.tls;

import dev.seaworthy.core.config.host.IpLiteral;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a certificate is one of a host, by RFC 9525: by its alternative names alone, a wildcard for the whole of the
 * first label only. Browsers want at least two labels after a wildcard, and so does this.
 */
final class HostIdentity {
    private static final int DNS = 2;
    private static final int IP = 7;

    private HostIdentity() {}

    /** The names that it is for: host names and addresses. */
    static List<String> names(X509Certificate certificate) {
        return names(certificate, DNS, IP);
    }

    /** @param host a name in ASCII, or an address without brackets */
    static boolean matches(String host, X509Certificate certificate) {
        Optional<InetAddress> address = IpLiteral.parse(host);
        if (address.isPresent()) {
            return names(certificate, IP, IP).stream()
                    .anyMatch(name -> IpLiteral.parse(name).equals(address));
        }
        String wanted = bare(host);
        return names(certificate, DNS, DNS).stream().anyMatch(name -> matches(wanted, bare(name)));
    }

    private static boolean matches(String host, String name) {
        if (!name.startsWith("*.")) {
            return host.equals(name);
        }
        String parent = name.substring(1);
        int dot = host.indexOf('.');
        return dot > 0 && parent.indexOf('.', 1) > 0 && host.substring(dot).equals(parent);
    }

    private static String bare(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static List<String> names(X509Certificate certificate, int one, int other) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name ->
                                    name.get(0).equals(one) || name.get(0).equals(other))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
