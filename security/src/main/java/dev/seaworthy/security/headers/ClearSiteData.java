package dev.seaworthy.security.headers;

import dev.seaworthy.security.declaration.Problems;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code Clear-Site-Data}: what a browser forgets about the origin, as when a user signs out (W3C Clear Site Data). */
public enum ClearSiteData {
    CACHE("cache"),
    COOKIES("cookies"),
    STORAGE("storage"),
    CLIENT_HINTS("clientHints"),
    EXECUTION_CONTEXTS("executionContexts"),
    PREFETCH_CACHE("prefetchCache"),
    PRERENDER_CACHE("prerenderCache"),
    ALL("*");

    private final String type;

    ClearSiteData(String type) {
        this.type = type;
    }

    static String value(List<ClearSiteData> types) {
        Problems problems = new Problems("Clear-Site-Data");
        if (types.isEmpty()) {
            problems.add("names nothing; name what is to be forgotten");
        }
        if (Set.copyOf(types).size() < types.size()) {
            problems.add("names one twice; name it once");
        }
        if (types.contains(ALL) && types.size() > 1) {
            problems.add("names others beside ALL; ALL stands alone");
        }
        problems.refuse();
        return types.stream().map(ClearSiteData::value).collect(Collectors.joining(","));
    }

    /** The value as it is sent: a quoted string. */
    public String value() {
        return '"' + type + '"';
    }
}
