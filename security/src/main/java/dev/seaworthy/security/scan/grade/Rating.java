package dev.seaworthy.security.scan.grade;

import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import java.util.Locale;

/**
 * How one test of MDN's HTTP Observatory came out, with the score that it gives or takes.
 *
 * <p>Left out is what needs the list of preloaded hosts, an invalid certificate, past which a scan does not go, and
 * HTML that can't be parsed, as any text is some HTML. Those called {@code …_NOT_APPLICABLE} are added: a server of
 * plain HTTP on loopback has no TLS to be judged.
 */
public enum Rating {
    CSP_NO_UNSAFE_DEFAULT_SRC_NONE(Test.CSP, 10, "The policy has default-src 'none' and nothing unsafe", ""),
    CSP_NO_UNSAFE(Test.CSP, 5, "The policy has nothing unsafe", ""),
    CSP_DUPLICATE_DIRECTIVES(Test.CSP, 0, "The policy states where it reports more than once", "State it once"),
    CSP_UNSAFE_INLINE_IN_STYLE_SRC_ONLY(
            Test.CSP,
            0,
            "The policy is unsafe for styles alone",
            "Take 'unsafe-inline', data: and https: out of style-src"),
    CSP_INSECURE_SCHEME_IN_PASSIVE_CONTENT_ONLY(
            Test.CSP,
            -10,
            "The policy lets images or media come over plain HTTP",
            "Name https: in img-src and media-src"),
    CSP_UNSAFE_EVAL(Test.CSP, -10, "The policy allows 'unsafe-eval'", "Leave eval, then take 'unsafe-eval' out"),
    CSP_UNSAFE_INLINE(
            Test.CSP,
            -20,
            "The policy stops no injected script: inline code, data:, a whole scheme, or script-src or object-src open",
            "Use nonces with 'strict-dynamic', and object-src 'none'"),
    CSP_INSECURE_SCHEME(Test.CSP, -20, "The policy lets active content come over plain HTTP", "Name https: alone"),
    CSP_HEADER_INVALID(
            Test.CSP,
            -25,
            "The policy can't be what was meant: a directive stands twice, or 'strict-dynamic' trusts nothing",
            "State each directive once, and a nonce or hash beside 'strict-dynamic'"),
    CSP_NOT_IMPLEMENTED(Test.CSP, -25, "There is no Content-Security-Policy", "State one"),
    CSP_NOT_IMPLEMENTED_BUT_REPORTING_ENABLED(
            Test.CSP, -25, "The Content-Security-Policy reports alone, and stops nothing", "Enforce it"),

    COOKIES_SECURE_WITH_HTTPONLY_SESSIONS_AND_SAMESITE(
            Test.COOKIES, 5, "All cookies are Secure and SameSite, those of sessions HttpOnly", ""),
    COOKIES_SECURE_WITH_HTTPONLY_SESSIONS(
            Test.COOKIES, 0, "All cookies are Secure, those of sessions HttpOnly", "State SameSite=Lax or Strict"),
    COOKIES_NOT_FOUND(Test.COOKIES, 0, "No cookie is set", ""),
    COOKIES_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS(
            Test.COOKIES, -5, "A cookie is not Secure, and HSTS alone protects it", "State Secure"),
    COOKIES_SESSION_WITHOUT_SECURE_FLAG_BUT_PROTECTED_BY_HSTS(
            Test.COOKIES, -10, "A session's cookie is not Secure, and HSTS alone protects it", "State Secure"),
    COOKIES_WITHOUT_SECURE_FLAG(Test.COOKIES, -20, "A cookie is not Secure", "State Secure, and HSTS"),
    COOKIES_SAMESITE_FLAG_INVALID(
            Test.COOKIES, -20, "SameSite of a cookie is no word of it, or None without Secure", "State Lax or Strict"),
    COOKIES_ANTICSRF_WITHOUT_SAMESITE_FLAG(
            Test.COOKIES, -20, "A cookie against request forgery has no SameSite", "State SameSite=Strict or Lax"),
    COOKIES_SESSION_WITHOUT_HTTPONLY_FLAG(Test.COOKIES, -30, "Scripts can read a session's cookie", "State HttpOnly"),
    COOKIES_SESSION_WITHOUT_SECURE_FLAG(
            Test.COOKIES, -40, "A session's cookie is not Secure", "State Secure, and HSTS"),

    CORS_NOT_IMPLEMENTED(Test.CORS, 0, "No other origin reads the page", ""),
    CORS_PUBLIC_ACCESS(Test.CORS, 0, "Every origin reads the page, without credentials", ""),
    CORS_RESTRICTED_ACCESS(Test.CORS, 0, "Certain origins read the page", ""),
    CORS_UNIVERSAL_ACCESS(
            Test.CORS,
            -50,
            "Every origin reads the page with the visitor's credentials",
            "Allow the origins that are meant, by their exact names"),

    REDIRECTION_NOT_APPLICABLE(Test.REDIRECTION, 0, "Plain HTTP was not asked for", ""),
    REDIRECTION_TO_HTTPS(Test.REDIRECTION, 0, "Plain HTTP leads to HTTPS on the same host", ""),
    REDIRECTION_NOT_NEEDED_NO_HTTP(Test.REDIRECTION, 0, "Nothing answers in plain HTTP", ""),
    REDIRECTION_OFF_HOST_FROM_HTTP(
            Test.REDIRECTION,
            -5,
            "Plain HTTP leads to another host at once, so this one's HSTS is never seen",
            "Lead to the same host on HTTPS first"),
    REDIRECTION_NOT_TO_HTTPS_ON_INITIAL_REDIRECTION(
            Test.REDIRECTION, -10, "Plain HTTP leads to plain HTTP first", "Lead to HTTPS on the same host at once"),
    REDIRECTION_NOT_TO_HTTPS(
            Test.REDIRECTION, -20, "A redirect ends at plain HTTP", "Lead to HTTPS on the same host at once"),
    REDIRECTION_MISSING(
            Test.REDIRECTION, -20, "Plain HTTP is answered, and does not lead to HTTPS", "Redirect all of it to HTTPS"),

    REFERRER_POLICY_PRIVATE(Test.REFERRER, 5, "Addresses are not told to other sites", ""),
    REFERRER_POLICY_NOT_IMPLEMENTED(
            Test.REFERRER,
            0,
            "There is no Referrer-Policy, so browsers choose",
            "State strict-origin-when-cross-origin, or stricter"),
    REFERRER_POLICY_UNSAFE(
            Test.REFERRER,
            -5,
            "The Referrer-Policy tells more than browsers would by themselves",
            "State strict-origin-when-cross-origin, or stricter"),
    REFERRER_POLICY_HEADER_INVALID(
            Test.REFERRER, -5, "The Referrer-Policy has no word that browsers know", "State a word of the standard"),

    HSTS_NOT_APPLICABLE(Test.HSTS, 0, "Plain HTTP on loopback has no HSTS", ""),
    HSTS_MAX_AGE_AT_LEAST_SIX_MONTHS(Test.HSTS, 0, "HSTS holds for six months or more", ""),
    HSTS_MAX_AGE_LESS_THAN_SIX_MONTHS(
            Test.HSTS, -10, "HSTS holds for less than six months", "State max-age=63072000; includeSubDomains"),
    HSTS_NOT_IMPLEMENTED(
            Test.HSTS, -20, "There is no Strict-Transport-Security", "State max-age=63072000; includeSubDomains"),
    HSTS_HEADER_INVALID(
            Test.HSTS, -20, "Strict-Transport-Security is no value of it, or sent twice", "Send one, with a max-age"),
    HSTS_NOT_IMPLEMENTED_NO_HTTPS(Test.HSTS, -20, "Without HTTPS there is no Strict-Transport-Security", "Serve HTTPS"),

    SRI_ALL_SCRIPTS_LOADED_SECURELY(Test.SRI, 5, "Scripts of this site have integrity attributes", ""),
    SRI_EXTERNAL_SCRIPTS_LOADED_SECURELY(Test.SRI, 5, "Scripts of other sites have integrity attributes", ""),
    SRI_RESPONSE_NOT_HTML(Test.SRI, 0, "It is no HTML, so it loads no script", ""),
    SRI_NO_SCRIPTS_LOADED(Test.SRI, 0, "The page loads no script", ""),
    SRI_ALL_SCRIPTS_FROM_SECURE_ORIGIN(Test.SRI, 0, "All scripts are of this site", ""),
    SRI_NOT_IMPLEMENTED_BUT_SECURE(
            Test.SRI, -5, "A script of another site has no integrity attribute", "Add integrity and crossorigin"),
    SRI_IMPLEMENTED_BUT_NOT_SECURE(
            Test.SRI, -20, "A script of another site comes over plain HTTP, or whichever the page has", "Write https:"),
    SRI_NOT_IMPLEMENTED_AND_NOT_SECURE(
            Test.SRI,
            -50,
            "A script of another site comes over plain HTTP, or whichever the page has, and without integrity",
            "Write https:, and add integrity and crossorigin"),

    CONTENT_TYPE_OPTIONS_NOSNIFF(Test.CONTENT_TYPE_OPTIONS, 0, "Browsers guess no types", ""),
    CONTENT_TYPE_OPTIONS_NOT_IMPLEMENTED(
            Test.CONTENT_TYPE_OPTIONS, -5, "There is no X-Content-Type-Options", "State nosniff"),
    CONTENT_TYPE_OPTIONS_HEADER_INVALID(
            Test.CONTENT_TYPE_OPTIONS, -5, "X-Content-Type-Options is not nosniff", "State nosniff"),

    FRAME_OPTIONS_VIA_CSP(Test.FRAME_OPTIONS, 5, "The policy's frame-ancestors rules who may frame the page", ""),
    FRAME_OPTIONS_SAMEORIGIN_OR_DENY(Test.FRAME_OPTIONS, 0, "No other site may frame the page", ""),
    FRAME_OPTIONS_ALLOW_FROM_ORIGIN(
            Test.FRAME_OPTIONS, 0, "X-Frame-Options has ALLOW-FROM, which browsers ignore", "State frame-ancestors"),
    FRAME_OPTIONS_NOT_IMPLEMENTED(
            Test.FRAME_OPTIONS, -20, "Any site may frame the page", "State frame-ancestors 'none' or 'self'"),
    FRAME_OPTIONS_HEADER_INVALID(
            Test.FRAME_OPTIONS, -20, "X-Frame-Options has no word that browsers know", "State DENY or SAMEORIGIN"),

    CORP_NOT_IMPLEMENTED(
            Test.CORP, 0, "There is no Cross-Origin-Resource-Policy", "State same-origin, if no other site embeds it"),
    CORP_CROSS_ORIGIN(Test.CORP, 0, "Every site may embed it", ""),
    CORP_SAME_SITE(Test.CORP, 10, "No other site embeds it", ""),
    CORP_SAME_ORIGIN(Test.CORP, 10, "No other origin embeds it", ""),
    CORP_HEADER_INVALID(
            Test.CORP, -5, "Cross-Origin-Resource-Policy has no word that browsers know", "State same-origin");

    /** What is tested; its text is the Observatory's name. */
    public enum Test {
        CSP("content-security-policy"),
        COOKIES("cookies"),
        CORS("cross-origin-resource-sharing"),
        REDIRECTION("redirection"),
        REFERRER("referrer-policy"),
        HSTS("strict-transport-security"),
        SRI("subresource-integrity"),
        CONTENT_TYPE_OPTIONS("x-content-type-options"),
        FRAME_OPTIONS("x-frame-options"),
        CORP("cross-origin-resource-policy");

        private final String text;

        Test(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private final Test test;
    private final int modifier;
    private final String what;
    private final String fix;

    Rating(Test test, int modifier, String what, String fix) {
        this.test = test;
        this.modifier = modifier;
        this.what = what;
        this.fix = fix;
    }

    public Test test() {
        return test;
    }

    /** What it adds to a score that begins at 100. */
    public int modifier() {
        return modifier;
    }

    /** As a finding; without something to do it is none that matters. */
    public ScanFinding finding(String evidence) {
        return new ScanFinding(toString(), severity(), what, evidence, fix);
    }

    /** Whether there is something to do about it. */
    public boolean asksForMore() {
        return !fix.isEmpty();
    }

    private Severity severity() {
        if (modifier <= -50) {
            return Severity.CRITICAL;
        }
        if (modifier <= -20) {
            return Severity.HIGH;
        }
        if (modifier <= -10) {
            return Severity.MEDIUM;
        }
        return modifier < 0 ? Severity.LOW : Severity.NOTE;
    }

    /** {@code hsts-not-implemented}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
