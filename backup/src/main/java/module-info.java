import org.jspecify.annotations.NullMarked;

/** Database backups that are proven to restore. */
@NullMarked
module dev.seaworthy.backup {
    requires com.exceptionfactory.jagged;
    requires com.exceptionfactory.jagged.framework;
    requires com.exceptionfactory.jagged.x25519;
    requires com.github.luben.zstd_jni;
    requires transitive dev.seaworthy.core;
    requires java.sql;
    requires org.slf4j;
    requires tools.jackson.databind;
    requires static micrometer.core;
    requires static transitive org.jspecify;
    requires static software.amazon.awssdk.awscore;
    requires static software.amazon.awssdk.core;
    requires static software.amazon.awssdk.http;
    requires static software.amazon.awssdk.retries.api;
    requires static software.amazon.awssdk.services.s3;

    exports dev.seaworthy.backup;
    exports dev.seaworthy.backup.database;
    exports dev.seaworthy.backup.database.postgres;
    exports dev.seaworthy.backup.drill;
    exports dev.seaworthy.backup.encryption;
    exports dev.seaworthy.backup.fingerprint;
    exports dev.seaworthy.backup.objects;
    exports dev.seaworthy.backup.objects.references;
    exports dev.seaworthy.backup.objects.snapshot;
    exports dev.seaworthy.backup.objects.source;
    exports dev.seaworthy.backup.retention;
    exports dev.seaworthy.backup.store;
    exports dev.seaworthy.backup.testing;
}
