package dev.seaworthy.cdn.expression;

import java.util.regex.Pattern;

/** A path as people write it, as the plainest comparison that means the same. */
final class PathPattern {
    private static final Pattern PATH = Pattern.compile("[/*][!-~&&[^?#]]*");

    private PathPattern() {}

    static Expression expression(String pattern) {
        if (!PATH.matcher(pattern).matches()) {
            throw new IllegalArgumentException(
                    "A path pattern is printable ASCII without ? and #, and begins with / or *: \"" + pattern + "\"");
        }
        int star = pattern.indexOf('*');
        if (star < 0) {
            return Field.PATH.eq(pattern);
        }
        if (star == pattern.length() - 1) {
            return star == 0 ? Expression.always() : Field.PATH.startsWith(pattern.substring(0, star));
        }
        if (star == 0 && pattern.lastIndexOf('*') == 0) {
            return Field.PATH.endsWith(pattern.substring(1));
        }
        return Field.PATH.strictWildcard(pattern.replace("\\", "\\\\"));
    }
}
