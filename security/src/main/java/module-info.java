import org.jspecify.annotations.NullMarked;

/** Security headers, content security policy and CORS. */
@NullMarked
module dev.seaworthy.security {
    requires dev.seaworthy.core;
    requires static transitive org.jspecify;
}
