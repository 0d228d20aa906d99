package dev.seaworthy.cdn.review;

import dev.seaworthy.cdn.rules.ConfigurationRule;
import dev.seaworthy.cdn.rules.SslMode;
import dev.seaworthy.cdn.rules.TlsVersion;
import dev.seaworthy.cdn.rules.ZoneSettings;
import java.util.List;

/** Settings that weaken a zone, or shut it. */
final class SettingsChecks {
    private final Trials trials;
    private final Findings findings;

    SettingsChecks(Trials trials, Findings findings) {
        this.trials = trials;
        this.findings = findings;
    }

    void run() {
        ZoneSettings zone = trials.rules().settings();
        zone.ssl().ifPresent(mode -> ssl(mode, List.of()));
        for (ConfigurationRule rule : trials.rules().configurations()) {
            rule.ssl().ifPresent(mode -> ssl(mode, List.of(rule.ref())));
        }
        if (zone.minTlsVersion().map(TlsVersion.TLS_1_2::compareTo).orElse(0) > 0) {
            add(Check.OLD_TLS, Severity.MEDIUM, "RFC 8996 forbids TLS 1.0 and 1.1; state TLS_1_2");
        }
        if (zone.zeroRtt().orElse(false)) {
            add(
                    Check.ZERO_RTT,
                    Severity.LOW,
                    "who records a first request can send it again (RFC 8446 §8): the origin must answer 425 to Early-Data"
                            + " where that does harm");
        }
    }

    private void ssl(SslMode mode, List<String> refs) {
        boolean https = trials.rules().settings().alwaysUseHttps().orElse(false);
        if (mode == SslMode.FLEXIBLE && https) {
            findings.add(
                    Check.HTTPS_LOOP,
                    Severity.HIGH,
                    refs,
                    "an origin that sends HTTP to HTTPS is asked by HTTP again and again; state SslMode.STRICT");
        }
        if (mode == SslMode.OFF && https) {
            findings.add(Check.HTTPS_LOOP, Severity.HIGH, refs, "visitors are sent to HTTPS, which is off");
        }
        if (!mode.isSafe()) {
            findings.add(
                    Check.WEAK_SSL,
                    mode == SslMode.FULL ? Severity.MEDIUM : Severity.HIGH,
                    refs,
                    "anyone between the CDN and the origin can read and change all; state SslMode.STRICT");
        }
    }

    private void add(Check check, Severity severity, String reason) {
        findings.add(check, severity, List.of(), reason);
    }
}
