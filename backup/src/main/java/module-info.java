import org.jspecify.annotations.NullMarked;

/** Database backups that are proven to restore. */
@NullMarked
module dev.seaworthy.backup {
    requires dev.seaworthy.core;
    requires static transitive org.jspecify;
}
