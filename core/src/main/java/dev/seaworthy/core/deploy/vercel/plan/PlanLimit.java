package dev.seaworthy.core.deploy.vercel.plan;

import java.net.URI;
import java.time.LocalDate;

/**
 * A limit, and what it is known from. Immutable.
 *
 * @param most the greatest number that is allowed
 * @param asOf the date of the page, or of the day on which it was read
 * @param certain whether the page says so itself; if not, it is what others tell, and no more than a hint
 */
public record PlanLimit(long most, LocalDate asOf, URI source, boolean certain) {}
