package dev.seaworthy.security.scan.rule;

import dev.seaworthy.security.scan.grade.Rating;
import dev.seaworthy.security.scan.visit.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether scripts of other sites are the ones that were meant (Subresource Integrity). Without a list of public
 * suffixes, a script is of this site if its host is this one, one below it, or one above it.
 */
final class ScriptRules {
    /** The worst first. */
    private static final List<Rating> ORDER = List.of(
            Rating.SRI_NOT_IMPLEMENTED_AND_NOT_SECURE,
            Rating.SRI_IMPLEMENTED_BUT_NOT_SECURE,
            Rating.SRI_NOT_IMPLEMENTED_BUT_SECURE,
            Rating.SRI_EXTERNAL_SCRIPTS_LOADED_SECURELY,
            Rating.SRI_ALL_SCRIPTS_LOADED_SECURELY,
            Rating.SRI_ALL_SCRIPTS_FROM_SECURE_ORIGIN);

    private final Findings findings;

    ScriptRules(Findings findings) {
        this.findings = findings;
    }

    void judge(Answer page, Html html) {
        if (!page.isHtml()) {
            findings.rate(Rating.SRI_RESPONSE_NOT_HTML, "");
        } else if (html.scripts().isEmpty()) {
            findings.rate(Rating.SRI_NO_SCRIPTS_LOADED, "");
        } else {
            rate(page, html);
        }
    }

    private void rate(Answer page, Html html) {
        Rating worst = Rating.SRI_ALL_SCRIPTS_FROM_SECURE_ORIGIN;
        List<String> evidence = new ArrayList<>();
        for (Tag script : html.scripts()) {
            Optional<String> source = script.attribute("src").map(String::strip);
            if (source.isPresent()) {
                boolean hasIntegrity = script.attribute("integrity").isPresent();
                Rating rating = rating(page, source.get(), hasIntegrity);
                worst = ORDER.indexOf(rating) < ORDER.indexOf(worst) ? rating : worst;
                if (rating.modifier() < 0) {
                    evidence.add(source.get().split("[?#]", 2)[0]);
                }
            }
        }
        findings.rate(worst, String.join(", ", evidence));
    }

    private static Rating rating(Answer page, String source, boolean hasIntegrity) {
        String lower = source.toLowerCase(Locale.ROOT);
        boolean isAbsolute = lower.startsWith("https://") || lower.startsWith("http://");
        boolean isSecure = lower.startsWith("https://") || (!isAbsolute && page.isSecure());
        if (!lower.startsWith("//") && (!isAbsolute || isOfSite(page.url(), source))) {
            return hasIntegrity && isSecure
                    ? Rating.SRI_ALL_SCRIPTS_LOADED_SECURELY
                    : Rating.SRI_ALL_SCRIPTS_FROM_SECURE_ORIGIN;
        }
        if (lower.startsWith("https://")) {
            return hasIntegrity ? Rating.SRI_EXTERNAL_SCRIPTS_LOADED_SECURELY : Rating.SRI_NOT_IMPLEMENTED_BUT_SECURE;
        }
        return hasIntegrity ? Rating.SRI_IMPLEMENTED_BUT_NOT_SECURE : Rating.SRI_NOT_IMPLEMENTED_AND_NOT_SECURE;
    }

    private static boolean isOfSite(URI page, String source) {
        try {
            String host = URI.create(source).getHost();
            return host != null && (isWithin(host, page.getHost()) || isWithin(page.getHost(), host));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isWithin(String host, String other) {
        return ("." + host).toLowerCase(Locale.ROOT).endsWith("." + other.toLowerCase(Locale.ROOT));
    }
}
