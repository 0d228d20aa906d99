package dev.seaworthy.cdn.rules;

import dev.seaworthy.cdn.expression.Expression;

/** One thing that a CDN shall do, and for which requests. Immutable, equal by value. */
public sealed interface Rule
        permits CacheRule, SecurityRule, RateLimitRule, RedirectRule, HeaderRule, ConfigurationRule {
    /** What {@link #ref} begins with, so that ours are told from rules of others: {@value}. */
    String REF_PREFIX = "sw_";

    /** The name by which it is found again at the CDN, whatever else of it changes. */
    String ref();

    /** For people: the id, unless it was named. */
    String name();

    /** Which requests it is about. */
    Expression when();
}
