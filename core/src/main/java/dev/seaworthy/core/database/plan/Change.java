package dev.seaworthy.core.database.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that differs from its declaration, and how it will be made right. Immutable.
 *
 * @param name unique in its plan, and how a dangerous one is allowed: {@code create index public.idx_content_status}
 * @param why one line: what is wrong now
 * @param danger what is lost or has to wait, if that must be allowed by name; empty if it needs no leave
 * @param steps in their order; each can be the last of a run that dies, and the next run goes on from there
 * @param missingRights what the role that planned lacks for it; {@code apply} refuses a plan with such a change
 */
public record Change(String name, String why, Optional<String> danger, List<Step> steps, List<String> missingRights) {
    public Change {
        steps = List.copyOf(steps);
        missingRights = List.copyOf(missingRights);
        if (name.isBlank() || steps.isEmpty()) {
            throw new IllegalArgumentException("change must have a name and a step: " + name);
        }
    }

    public Change(String name, String why, List<Step> steps) {
        this(name, why, Optional.empty(), steps, List.of());
    }

    /** The same change, which must be allowed by name. */
    public Change dangerous(String loss) {
        return new Change(name, why, Optional.of(loss), steps, missingRights);
    }

    /** The same change, for which the role that planned lacks a right: {@code must own public.content}. */
    public Change lacking(String right) {
        List<String> rights = new ArrayList<>(missingRights);
        rights.add(right);
        return new Change(name, why, danger, steps, rights);
    }

    public boolean isDangerous() {
        return danger.isPresent();
    }

    /** {@code create index public.idx_content_status: missing}. */
    @Override
    public String toString() {
        return name + ": " + why
                + danger.map(loss -> " (DANGEROUS: " + loss + ")").orElse("");
    }
}
