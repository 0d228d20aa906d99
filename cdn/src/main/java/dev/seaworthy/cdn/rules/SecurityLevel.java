package dev.seaworthy.cdn.rules;

/** How readily visitors of bad repute are challenged. */
public enum SecurityLevel {
    OFF,
    ESSENTIALLY_OFF,
    LOW,
    MEDIUM,
    HIGH,
    /** Every visitor is challenged. */
    UNDER_ATTACK
}
