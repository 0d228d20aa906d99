package dev.seaworthy.security.scan.rule;

import dev.seaworthy.security.scan.grade.Rating;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import dev.seaworthy.security.scan.visit.Answer;
import dev.seaworthy.security.scan.visit.Observed;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cookies that the page sets, the redirects on the way to it, and the answer where there is none. */
final class CookieRules {
    /** The worst last, as the Observatory decides. */
    private static final List<Rating> ORDER = List.of(
            Rating.COOKIES_SECURE_WITH_HTTPONLY_SESSIONS_AND_SAMESITE,
            Rating.COOKIES_SECURE_WITH_HTTPONLY_SESSIONS,
            Rating.COOKIES_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS,
            Rating.COOKIES_WITHOUT_SECURE_FLAG,
            Rating.COOKIES_SESSION_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS,
            Rating.COOKIES_SAMESITE_FLAG_INVALID,
            Rating.COOKIES_ANTICSRF_WITHOUT_SAMESITE_FLAG,
            Rating.COOKIES_SESSION_WITHOUT_HTTPONLY_FLAG,
            Rating.COOKIES_SESSION_WITHOUT_SECURE_FLAG);

    private final Findings findings;

    CookieRules(Findings findings) {
        this.findings = findings;
    }

    void judge(Observed observed) {
        boolean hasHsts = findings.has(Rating.HSTS_MAX_AGE_AT_LEAST_SIX_MONTHS);
        Rating worst = Rating.COOKIES_NOT_FOUND;
        String evidence = "";
        for (SetCookie cookie : cookies(observed)) {
            Rating rating = rating(cookie, hasHsts);
            if (ORDER.indexOf(rating) > ORDER.indexOf(worst)) {
                worst = rating;
                evidence = cookie.toString();
            }
            beside(cookie);
        }
        findings.rate(worst, evidence);
    }

    private static List<SetCookie> cookies(Observed observed) {
        return Stream.of(observed.redirects().stream(), Stream.of(observed.page()), observed.missing().stream())
                .flatMap(answers -> answers)
                .flatMap(CookieRules::cookies)
                .distinct()
                .toList();
    }

    /** Of two in one answer with one name the last is kept by browsers. */
    private static Stream<SetCookie> cookies(Answer answer) {
        return answer.all("Set-Cookie").stream()
                .map(SetCookie::of)
                .collect(Collectors.toMap(SetCookie::name, cookie -> cookie, (one, other) -> other, TreeMap::new))
                .values()
                .stream()
                .filter(cookie -> !cookie.name().isEmpty() && !cookie.isRemoval() && !cookie.isOfPlatform());
    }

    private static Rating rating(SetCookie cookie, boolean hasHsts) {
        boolean isSecure = cookie.has("secure");
        if (cookie.isSession() && !isSecure && !hasHsts) {
            return Rating.COOKIES_SESSION_WITHOUT_SECURE_FLAG;
        }
        if (cookie.isSession() && !cookie.has("httponly")) {
            return Rating.COOKIES_SESSION_WITHOUT_HTTPONLY_FLAG;
        }
        if (cookie.isAntiForgery() && cookie.sameSite().isEmpty()) {
            return Rating.COOKIES_ANTICSRF_WITHOUT_SAMESITE_FLAG;
        }
        if (cookie.sameSite().filter(word -> isWrong(word, isSecure)).isPresent()) {
            return Rating.COOKIES_SAMESITE_FLAG_INVALID;
        }
        if (!isSecure) {
            return withoutSecure(cookie.isSession(), hasHsts);
        }
        return cookie.sameSite().isPresent()
                ? Rating.COOKIES_SECURE_WITH_HTTPONLY_SESSIONS_AND_SAMESITE
                : Rating.COOKIES_SECURE_WITH_HTTPONLY_SESSIONS;
    }

    private static Rating withoutSecure(boolean isSession, boolean hasHsts) {
        if (isSession) {
            return Rating.COOKIES_SESSION_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS;
        }
        return hasHsts ? Rating.COOKIES_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS : Rating.COOKIES_WITHOUT_SECURE_FLAG;
    }

    private static boolean isWrong(String sameSite, boolean isSecure) {
        return !SetCookie.SAME_SITE.contains(sameSite) || (sameSite.equals("none") && !isSecure);
    }

    /** What the Observatory does not look at. */
    private void beside(SetCookie cookie) {
        if (cookie.breaksPrefix()) {
            findings.hold(
                    "cookie-prefix",
                    Severity.MEDIUM,
                    "The name of a cookie promises what its attributes do not keep, so browsers refuse it",
                    cookie.toString(),
                    "State Secure, and for __Host- also Path=/ and no Domain");
        }
        if (cookie.isCredential() && !cookie.isSession() && !cookie.has("httponly")) {
            findings.hold(
                    "cookie-credential-readable",
                    Severity.MEDIUM,
                    "Scripts can read a cookie that by its name is a credential",
                    cookie.toString(),
                    "State HttpOnly, unless a script has to read it");
        }
        if (cookie.isXsrf() && cookie.sameSite().isEmpty()) {
            findings.hold(
                    "cookie-xsrf-without-samesite",
                    Severity.LOW,
                    "A cookie against request forgery has no SameSite",
                    cookie.toString(),
                    "State SameSite=Strict or Lax");
        }
        if (cookie.isSession() && !cookie.name().startsWith("__")) {
            findings.hold(
                    "cookie-without-prefix",
                    Severity.NOTE,
                    "A subdomain, or plain HTTP, can set a session's cookie of this name",
                    cookie.toString(),
                    "Call it __Host-..., with Secure, Path=/ and no Domain");
        }
    }
}
