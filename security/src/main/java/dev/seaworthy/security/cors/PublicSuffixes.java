package dev.seaworthy.security.cors;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Domains under which anyone can have a name, so that one name's owner is a stranger to the next. Immutable.
 *
 * <p>The few that matter most, checked against the Public Suffix List (publicsuffix.org) as JDK 25.0.3 of 2026-04-21
 * ships it: every top-level domain, the usual second level below a country's domain, and hosts of pages, functions and
 * tunnels.
 */
final class PublicSuffixes {
    private static final Set<String> SECOND_LEVEL = Set.of(
            "ac", "biz", "co", "com", "ed", "edu", "go", "gob", "gouv", "gov", "gr", "id", "ind", "info", "int", "ltd",
            "me", "med", "mil", "ne", "net", "nhs", "nom", "or", "org", "plc", "police", "pro", "sch", "web");
    /** Whose second level is all public ({@code *.bd}). */
    private static final Set<String> OPEN_TOP_LEVEL = Set.of("bd", "ck", "er", "fk", "jm", "kh", "mm", "np", "pg");

    private static final Set<String> HOSTERS = Set.of(
            "amplifyapp.com",
            "appspot.com",
            "awsapprunner.com",
            "azure-api.net",
            "azurecontainer.io",
            "azurefd.net",
            "azurestaticapps.net",
            "azurewebsites.net",
            "bitbucket.io",
            "blogspot.com",
            "cloudapp.net",
            "cloudflare.net",
            "cloudfront.net",
            "code.run",
            "codespot.com",
            "csb.app",
            "deno.dev",
            "duckdns.org",
            "elasticbeanstalk.com",
            "firebaseapp.com",
            "fly.dev",
            "framer.ai",
            "framer.app",
            "framer.website",
            "github.io",
            "githubusercontent.com",
            "gitlab.io",
            "glitch.me",
            "herokuapp.com",
            "hf.space",
            "lovable.app",
            "myshopify.com",
            "netlify.app",
            "ngrok-free.app",
            "ngrok-free.dev",
            "ngrok.app",
            "ngrok.dev",
            "ngrok.io",
            "northflank.app",
            "notion.site",
            "now.sh",
            "ondigitalocean.app",
            "onrender.com",
            "pages.dev",
            "pythonanywhere.com",
            "r2.dev",
            "readthedocs-hosted.com",
            "readthedocs.io",
            "repl.co",
            "replit.app",
            "replit.dev",
            "run.app",
            "s3.amazonaws.com",
            "stackit.run",
            "streamlit.app",
            "supabase.co",
            "trafficmanager.net",
            "translate.goog",
            "trycloudflare.com",
            "usercontent.goog",
            "v0.build",
            "val.run",
            "vercel.app",
            "vercel.dev",
            "web.app",
            "webflow.io",
            "windsurf.build",
            "wixsite.com",
            "wixstudio.com",
            "workers.dev",
            "zeabur.app");

    static final PublicSuffixes EMBEDDED = new PublicSuffixes(domain -> false);

    private final Predicate<String> others;

    private PublicSuffixes(Predicate<String> others) {
        this.others = others;
    }

    PublicSuffixes and(Predicate<String> more) {
        return new PublicSuffixes(others.or(more));
    }

    boolean contains(String domain) {
        return isTopLevel(domain) || HOSTERS.contains(domain) || isOfCountry(domain) || others.test(domain);
    }

    private static boolean isTopLevel(String domain) {
        return domain.indexOf('.') < 0;
    }

    private static boolean isOfCountry(String domain) {
        List<String> labels = List.of(domain.split("\\.", -1));
        String country = labels.get(labels.size() - 1);
        return labels.size() == 2
                && (OPEN_TOP_LEVEL.contains(country)
                        || (country.length() == 2 && SECOND_LEVEL.contains(labels.get(0))));
    }

    @Override
    public String toString() {
        return "public suffixes of 2026-04-21";
    }
}
