import org.jspecify.annotations.NullMarked;

/**
 * What every module shares, and a validated environment. Start at {@link dev.seaworthy.core.config.EnvironmentConfig}.
 */
@NullMarked
module dev.seaworthy.core {
    requires transitive jakarta.validation;
    requires org.hibernate.validator;
    requires static transitive org.jspecify;

    exports dev.seaworthy.core;
    exports dev.seaworthy.core.config;
    exports dev.seaworthy.core.config.annotation;
    exports dev.seaworthy.core.config.constraint;
    exports dev.seaworthy.core.config.value;
}
