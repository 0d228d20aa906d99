package dev.seaworthy.security.http.bearer;

/** What {@code WWW-Authenticate} asks for (RFC 6750 §3). */
public record Challenge(String realm) {
    /** Without an error, as nothing was shown (§3.1). */
    public String missing() {
        return "Bearer realm=\"" + realm + '"';
    }

    /** What was shown is not right. */
    public String invalid() {
        return missing() + ", error=\"invalid_token\"";
    }

    /** What was shown is right, and not enough; scopes have blanks between them, and are left out if there are none. */
    public String insufficient(String scopes) {
        String asked = scopes.isEmpty() ? "" : ", scope=\"" + scopes + '"';
        return missing() + ", error=\"insufficient_scope\"" + asked;
    }
}
