package dev.seaworthy.backup;

import dev.seaworthy.backup.retention.RetentionPlan;
import java.util.List;
import java.util.Objects;

/**
 * What a policy has deleted. Immutable.
 *
 * @param plan what was to be done
 * @param pruned what was deleted, the oldest first; not what another node has deleted, or was marked, since the plan
 */
public record PruneReport(RetentionPlan plan, List<BackupEvent.Pruned> pruned) {
    public PruneReport {
        Objects.requireNonNull(plan, "plan");
        pruned = List.copyOf(pruned);
    }
}
