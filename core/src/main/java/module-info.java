import org.jspecify.annotations.NullMarked;

/** What every module shares, and a validated environment. */
@NullMarked
module dev.seaworthy.core {
    requires static transitive org.jspecify;

    exports dev.seaworthy.core;
}
