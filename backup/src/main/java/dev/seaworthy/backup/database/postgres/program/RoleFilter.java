package dev.seaworthy.backup.database.postgres.program;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which lines of {@code pg_dumpall --globals-only} are about roles that are left out. Immutable. */
public final class RoleFilter {
    /** Leaves none out. */
    public static final RoleFilter NONE = new RoleFilter(Pattern.compile("(?!)"));

    private static final Pattern OF_A_ROLE = Pattern.compile("(?:CREATE|ALTER) ROLE (\\S+?)(?: .*)?;");
    private static final Pattern MEMBERSHIP = Pattern.compile("GRANT (\\S+) TO (\\S+?)(?: .*)?;");

    private final Pattern leftOut;

    public RoleFilter(Pattern leftOut) {
        this.leftOut = leftOut;
    }

    boolean accepts(String line) {
        Matcher role = OF_A_ROLE.matcher(line);
        if (role.matches()) {
            return !isLeftOut(role.group(1));
        }
        Matcher membership = MEMBERSHIP.matcher(line);
        return !membership.matches() || !isLeftOut(membership.group(1)) || !isLeftOut(membership.group(2));
    }

    private boolean isLeftOut(String role) {
        return leftOut.matcher(role.replace("\"", "")).matches();
    }
}
