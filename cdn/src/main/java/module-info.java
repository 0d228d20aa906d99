import org.jspecify.annotations.NullMarked;

/** A CDN whose live rules are the declared ones. */
@NullMarked
module dev.seaworthy.cdn {
    requires dev.seaworthy.core;
    requires static transitive org.jspecify;
}
