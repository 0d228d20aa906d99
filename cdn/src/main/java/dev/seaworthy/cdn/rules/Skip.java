package dev.seaworthy.cdn.rules;

/** What a request may be spared. */
public enum Skip {
    REMAINING_CUSTOM_RULES,
    RATE_LIMITS,
    MANAGED_RULES,
    SUPER_BOT_FIGHT_MODE,
    BROWSER_INTEGRITY_CHECK,
    HOTLINK_PROTECTION,
    SECURITY_LEVEL,
    USER_AGENT_BLOCKING,
    ZONE_LOCKDOWN
}
