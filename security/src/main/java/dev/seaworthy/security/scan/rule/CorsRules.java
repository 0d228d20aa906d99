package dev.seaworthy.security.scan.rule;

import dev.seaworthy.security.scan.grade.Rating;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import dev.seaworthy.security.scan.visit.Answer;
import dev.seaworthy.security.scan.visit.CorsProbes;
import dev.seaworthy.security.scan.visit.ProbeOrigin;
import dev.seaworthy.security.scan.visit.ProbeOrigin.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whom the server lets read its answers (Fetch standard, CORS protocol). */
final class CorsRules {
    private static final String ORIGIN = "Access-Control-Allow-Origin";
    private static final String CREDENTIALS = "Access-Control-Allow-Credentials";
    private static final String METHODS = "Access-Control-Allow-Methods";
    private static final String EXACT = "Compare the whole origin with a list of exact ones";

    private final Findings findings;

    CorsRules(Findings findings) {
        this.findings = findings;
    }

    /** The first is that of the page. */
    void judge(List<CorsProbes> probes) {
        findings.rate(rating(probes.get(0)), "");
        probes.forEach(this::judge);
    }

    private static Rating rating(CorsProbes page) {
        return page.answers().entrySet().stream()
                .filter(probe -> probe.getKey().kind() == Kind.ATTACKER)
                .findFirst()
                .map(probe -> rating(probe.getKey(), probe.getValue()))
                .orElse(Rating.CORS_NOT_IMPLEMENTED);
    }

    private static Rating rating(ProbeOrigin origin, Answer answer) {
        String allowed = allowed(answer);
        if (allowed.isEmpty()) {
            return Rating.CORS_NOT_IMPLEMENTED;
        }
        if (allowed.equals("*")) {
            return Rating.CORS_PUBLIC_ACCESS;
        }
        return allowed.equals(origin.origin()) && withCredentials(answer)
                ? Rating.CORS_UNIVERSAL_ACCESS
                : Rating.CORS_RESTRICTED_ACCESS;
    }

    private void judge(CorsProbes probes) {
        Map<ProbeOrigin, Answer> answers = probes.answers();
        answers.forEach((origin, answer) -> {
            if (origin.kind().isHostile() && allowed(answer).equals(origin.origin())) {
                reflected(probes.path(), origin, withCredentials(answer));
            }
        });
        if (answers.values().stream().anyMatch(answer -> allowed(answer).equals("*"))) {
            any(probes);
        }
        probes.preflight().ifPresent(preflight -> preflight(probes.path(), preflight));
        vary(probes);
    }

    private void reflected(String path, ProbeOrigin origin, boolean withCredentials) {
        findings.hold(
                "cors-" + origin.kind().id(),
                severity(origin.kind(), withCredentials),
                "The path can be read by " + origin.kind()
                        + (withCredentials ? ", with the visitor's credentials" : ", without credentials"),
                path + " with Origin: " + origin.origin(),
                origin.kind() == Kind.SUBDOMAIN ? "Name the subdomains that are meant" : EXACT);
    }

    /** To be below the host takes a fault there, and to be its twin a place on the visitor's way. */
    private static Severity severity(Kind kind, boolean withCredentials) {
        boolean isNear = kind == Kind.SUBDOMAIN || kind == Kind.PLAIN_TWIN;
        if (withCredentials) {
            return isNear ? Severity.MEDIUM : Severity.CRITICAL;
        }
        return isNear ? Severity.NOTE : Severity.LOW;
    }

    private void any(CorsProbes probes) {
        boolean withCredentials = probes.answers().values().stream()
                .anyMatch(answer -> allowed(answer).equals("*") && withCredentials(answer));
        if (withCredentials) {
            findings.hold(
                    "cors-any-with-credentials",
                    Severity.MEDIUM,
                    "The path allows every origin and credentials, which browsers refuse together",
                    probes.path(),
                    EXACT + ", or leave " + CREDENTIALS + " out");
        } else {
            findings.hold(
                    "cors-any",
                    Severity.NOTE,
                    "The path can be read by any site, without credentials",
                    probes.path(),
                    "Leave it so if all of it is public");
        }
    }

    private void preflight(String path, CorsProbes.Preflight preflight) {
        Answer answer = preflight.answer();
        boolean isReflected = allowed(answer).equals(preflight.origin().origin());
        Set<String> methods = List.of(String.join(",", answer.all(METHODS)).split(",", -1)).stream()
                .map(method -> method.strip().toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if ((isReflected || allowed(answer).equals("*")) && (methods.contains("DELETE") || methods.contains("*"))) {
            findings.hold(
                    "cors-preflight",
                    isReflected && withCredentials(answer) ? Severity.CRITICAL : Severity.LOW,
                    "Any site may send DELETE"
                            + (isReflected && withCredentials(answer) ? ", with the visitor's credentials" : ""),
                    path + " with Origin: " + preflight.origin().origin(),
                    EXACT + ", and allow the methods that it needs");
        }
    }

    /** A cache gives one origin's answer to another (Fetch standard, "CORS protocol and HTTP caches"). */
    private void vary(CorsProbes probes) {
        long different = probes.answers().values().stream()
                .map(CorsRules::allowed)
                .distinct()
                .count();
        boolean isMissing = probes.answers().values().stream()
                .filter(answer -> !allowed(answer).isEmpty() && !allowed(answer).equals("*"))
                .anyMatch(answer -> !variesByOrigin(answer));
        if (different > 1 && isMissing) {
            findings.hold(
                    "cors-vary",
                    Severity.MEDIUM,
                    "The answer depends on the origin and does not say so, so a cache gives it to others",
                    probes.path(),
                    "Send Vary: Origin on every answer of the path");
        }
    }

    private static boolean variesByOrigin(Answer answer) {
        return List.of(String.join(",", answer.all("Vary")).split(",", -1)).stream()
                .map(String::strip)
                .anyMatch(name -> name.equalsIgnoreCase("Origin") || name.equals("*"));
    }

    /** Empty if none is, or more than one line says so, which browsers refuse. */
    private static String allowed(Answer answer) {
        return answer.all(ORIGIN).size() == 1 ? answer.all(ORIGIN).get(0).strip() : "";
    }

    private static boolean withCredentials(Answer answer) {
        return answer.all(CREDENTIALS).equals(List.of("true"));
    }
}
