package dev.seaworthy.core.tls;

import dev.seaworthy.core.config.host.HostName;
import dev.seaworthy.core.config.host.IpLiteral;
import java.net.IDN;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks a host how it serves TLS. Immutable; each run asks anew. Safe for use by many threads.
 *
 * <p>A run makes one whole handshake with each of the first four addresses of the host, and looks at the certificates.
 * Unless {@link Builder#certificatesOnly} is said, it makes up to 14 connections more to the first that answers, which
 * end after the first answer: one for each version from SSL 3.0 to TLS 1.3, one for each group of {@link WeakCiphers}.
 * These are spoken by hand, so that what this JVM has disabled is found all the same.
 *
 * <p><b>Not covered</b>: versions and cipher suites at further addresses, revocation, certificate transparency, the
 * strength of Diffie-Hellman groups, and SSL 2.0.
 */
public final class TlsInspection {
    /** 443, of HTTPS. */
    public static final int DEFAULT_PORT = 443;

    /** 14: what a certificate that renews itself never comes down to. */
    public static final int DEFAULT_MINIMUM_DAYS_LEFT = 14;

    final String host;
    final int port;
    final String serverName;
    final Duration timeout;
    final Duration deadline;
    final Duration minimumLeft;
    final TlsProtocol oldest;
    final boolean isCertificatesOnly;
    final List<X509Certificate> anchors;
    final Optional<InetAddress> address;
    final InstantSource clock;
    final LongSupplier nanos;
    final RandomGenerator random;
    final Resolver resolver;

    private TlsInspection(Builder builder) {
        host = builder.host;
        port = builder.port;
        serverName = builder.serverName();
        timeout = builder.timeout;
        deadline = builder.deadline;
        minimumLeft = Duration.ofDays(builder.minimumDaysLeft);
        oldest = builder.oldest;
        isCertificatesOnly = builder.isCertificatesOnly;
        anchors = builder.anchors == null ? Trust.anchors(null) : builder.anchors;
        address = Optional.ofNullable(builder.address);
        clock = builder.clock;
        nanos = builder.nanos;
        random = builder.random;
        resolver = builder.resolver;
    }

    /** A name, also in letters beyond ASCII, or an address, IPv6 with or without brackets. */
    public static Builder of(String host) {
        return new Builder(host);
    }

    /** Waits until all is found out, or until the deadline. Whatever the other side does is in the report. */
    public TlsReport run() {
        return new Visit(this).report();
    }

    /** Whom to ask, and what must hold. One thread at a time. */
    public static final class Builder {
        private static final Duration LONGEST = Duration.ofMinutes(10);
        private static final int MAX_PORT = 65_535;
        private static final int MAX_DAYS = 3_650;
        private static final Pattern AMBIGUOUS = Pattern.compile("[\\u00df\\u1e9e\\u03c2\\u200c\\u200d]");
        private static final String AMBIGUITY =
                "a sharp s, a final sigma or a joiner, which IDNA 2003 reads as another name: write it as xn--…";

        private final String host;
        private int port = DEFAULT_PORT;
        private @Nullable String sni;
        private Duration timeout = Duration.ofSeconds(3);
        private Duration deadline = Duration.ofSeconds(20);
        private int minimumDaysLeft = DEFAULT_MINIMUM_DAYS_LEFT;
        private TlsProtocol oldest = TlsProtocol.TLS_1_2;
        private boolean isCertificatesOnly;
        private @Nullable List<X509Certificate> anchors;
        private @Nullable InetAddress address;
        private InstantSource clock = InstantSource.system();
        private LongSupplier nanos = System::nanoTime;
        private final RandomGenerator random = new SecureRandom();
        private Resolver resolver = InetAddress::getAllByName;

        private Builder(String host) {
            this.host = ascii(Objects.requireNonNull(host, "host"));
        }

        /** {@value TlsInspection#DEFAULT_PORT} if not said. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** The name that is sent in the extension server_name; the host if not said, none if that is an address. */
        public Builder sni(String name) {
            sni = ascii(Objects.requireNonNull(name, "name"));
            return this;
        }

        /** Where to connect to, whatever the name says: a server that the name does not lead to yet. */
        public Builder address(InetAddress place) {
            address = Objects.requireNonNull(place, "address");
            return this;
        }

        /** What is trusted: the certificates in this store alone. Those of this JVM if not said. */
        public Builder trust(KeyStore store) {
            anchors = Trust.anchors(Objects.requireNonNull(store, "store"));
            return this;
        }

        /** What is trusted: these certificates alone. Those of this JVM if not said. */
        public Builder trust(X509Certificate... authorities) {
            anchors = List.of(authorities);
            return this;
        }

        /** How long each connection may take; 3 seconds if not said. */
        public Builder timeout(Duration longest) {
            timeout = longest;
            return this;
        }

        /** How long all may take together; 20 seconds if not said. */
        public Builder deadline(Duration longest) {
            deadline = longest;
            return this;
        }

        /**
         * How long each certificate must be valid yet, and less is a failure;
         * {@value TlsInspection#DEFAULT_MINIMUM_DAYS_LEFT} if not said. Of a certificate whose whole life is shorter
         * than three times that, a third of its life.
         */
        public Builder minimumDaysLeft(int days) {
            minimumDaysLeft = days;
            return this;
        }

        /** The oldest version that may be accepted; TLS 1.2 if not said. */
        public Builder oldestProtocol(TlsProtocol protocol) {
            oldest = Objects.requireNonNull(protocol, "protocol");
            return this;
        }

        /** Asks for nothing but the certificates, in one connection to each address: for a probe that runs often. */
        public Builder certificatesOnly() {
            isCertificatesOnly = true;
            return this;
        }

        /** What tells whether a certificate has expired. */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "clock");
            return this;
        }

        Builder nanos(LongSupplier source) {
            nanos = source;
            return this;
        }

        Builder resolver(Resolver source) {
            resolver = source;
            return this;
        }

        /**
         * The inspection of all this. It connects to nothing before it runs.
         *
         * @throws IllegalArgumentException with everything that is wrong with what was said
         */
        public TlsInspection build() {
            List<String> problems = new ArrayList<>();
            unless(HostName.isNameOrAddress(host), "the host must be a name or an address, without a port", problems);
            unless(port >= 1 && port <= MAX_PORT, "port must be 1 to " + MAX_PORT + ": " + port, problems);
            unless(!isAmbiguous(host), "the host has " + AMBIGUITY, problems);
            unless(sni == null || HostName.isValid(sni), "sni must be a name: " + sni, problems);
            unless(sni == null || !isAmbiguous(sni), "sni has " + AMBIGUITY, problems);
            unless(isWithin(timeout), "timeout must be positive, and ten minutes at most: " + timeout, problems);
            unless(isWithin(deadline), "deadline must be positive, and ten minutes at most: " + deadline, problems);
            unless(
                    minimumDaysLeft >= 0 && minimumDaysLeft <= MAX_DAYS,
                    "minimumDaysLeft must be 0 to " + MAX_DAYS + ": " + minimumDaysLeft,
                    problems);
            unless(anchors == null || !anchors.isEmpty(), "trust must hold a certificate", problems);
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(
                        "TLS inspection of \"" + TlsCertificate.printable(host) + "\": " + String.join("; ", problems));
            }
            return new TlsInspection(this);
        }

        private String serverName() {
            if (sni != null) {
                return sni;
            }
            return HostName.isValid(host) ? host : "";
        }

        private static void unless(boolean right, String problem, List<String> problems) {
            if (!right) {
                problems.add(problem);
            }
        }

        private static boolean isWithin(Duration time) {
            return !time.isNegative() && !time.isZero() && time.compareTo(LONGEST) <= 0;
        }

        /** The letters that RFC 5891 keeps, and the JDK maps to others or drops. */
        private static boolean isAmbiguous(String name) {
            return AMBIGUOUS.matcher(name).find();
        }

        /** What is no name in any letters stays as it is, and is refused by {@link #build}. */
        private static String ascii(String host) {
            String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
            if (IpLiteral.parse(bare).isPresent()) {
                return bare;
            }
            if (isAmbiguous(host)) {
                return host;
            }
            try {
                String name = IDN.toASCII(host);
                return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
            } catch (IllegalArgumentException e) {
                return host;
            }
        }
    }
}
