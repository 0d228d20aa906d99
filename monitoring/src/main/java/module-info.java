import org.jspecify.annotations.NullMarked;

/** Health checks. Start at {@link dev.seaworthy.monitoring.health.HealthCheck}. */
@NullMarked
module dev.seaworthy.monitoring {
    requires transitive dev.seaworthy.core;
    requires transitive java.sql;
    requires static transitive okhttp3;
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires tools.jackson.databind;

    exports dev.seaworthy.monitoring.health;
    exports dev.seaworthy.monitoring.testing;
}
