import org.jspecify.annotations.NullMarked;

/** Health checks, errors, metrics and alerts. */
@NullMarked
module dev.seaworthy.monitoring {
    requires dev.seaworthy.core;
    requires static transitive org.jspecify;
}
