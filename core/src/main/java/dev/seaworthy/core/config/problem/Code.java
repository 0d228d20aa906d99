package dev.seaworthy.core.config.problem;

import java.util.Locale;

/** What is wrong, for programs. The codes are stable: none is renamed or given another meaning. */
public enum Code {
    FILE_UNREADABLE(Kind.UNREADABLE),
    FILE_SYNTAX(Kind.UNREADABLE),
    DOTENV_IN_PRODUCTION(Kind.UNREADABLE),
    /** Nothing but a {@code .env} file says that this is not production. */
    STAGE_FROM_DOTENV(Kind.UNREADABLE),
    /** A variable and its {@code _FILE} are both set. */
    SET_TWICE(Kind.UNREADABLE),
    UNRESOLVED_REFERENCE(Kind.UNREADABLE),
    /** A remote source failed or took too long. */
    SOURCE_FAILED(Kind.UNREADABLE),

    REQUIRED(Kind.MISSING),
    REQUIRED_IN_STAGE(Kind.MISSING),
    REQUIRED_WHEN(Kind.MISSING),
    ALL_OR_NONE(Kind.MISSING),
    /** None of several is set. */
    ONE_OF(Kind.MISSING),

    /** The text is no value of its type. */
    FORMAT(Kind.INVALID),
    CONSTRAINT(Kind.INVALID),
    /** The values do not fit together. */
    RECORD(Kind.INVALID),
    /** More than one of several is set. */
    ONLY_ONE_OF(Kind.INVALID),

    UNKNOWN_VARIABLE(Kind.UNKNOWN),
    /** Its name is close to one that is missing. A warning. */
    TYPO(Kind.UNKNOWN),

    PLACEHOLDER(Kind.SUSPICIOUS),
    EXAMPLE_VALUE(Kind.SUSPICIOUS),
    WEAK_SECRET(Kind.SUSPICIOUS),
    /** White space at an edge of a secret. */
    EDGE_SPACE(Kind.SUSPICIOUS),
    /** A public URL that leads to this machine or to a private network. */
    LOCAL_URL(Kind.SUSPICIOUS),
    /** Credentials in a variable that browsers see. */
    PUBLIC_CREDENTIALS(Kind.SUSPICIOUS),
    /** The file of a secret can be read by every user of the machine. A warning. */
    WORLD_READABLE(Kind.SUSPICIOUS);

    private final Kind kind;

    Code(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** A warning does not keep an environment from loading. */
    public boolean isWarning() {
        return this == TYPO || this == WORLD_READABLE;
    }

    /** As reports write it: {@code required-in-stage}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
