package dev.seaworthy.security.csp.audit;

import java.util.Locale;
import java.util.regex.Pattern;

/** The host of a source, as browsers compare it: without scheme, port and path. */
record Host(String name, boolean hasPath) {
    private static final Pattern SCHEME = Pattern.compile("^(\\w[\\w+.-]*:)?//");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    static Host of(String source) {
        String rest = SCHEME.matcher(source).replaceFirst("");
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String name = authority.replaceFirst(":(\\d+|\\*)$", "").toLowerCase(Locale.ROOT);
        return new Host(name, slash >= 0 && slash < rest.length() - 1);
    }

    static boolean isAny(String source) {
        return SCHEME.matcher(source).replaceFirst("").equals("*");
    }

    boolean isIp() {
        return IPV4.matcher(name).matches() || (name.startsWith("[") && name.endsWith("]"));
    }

    boolean covers(String host) {
        return name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name);
    }
}
