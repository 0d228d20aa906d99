package dev.seaworthy.core.deploy.checklist;

import dev.seaworthy.core.deploy.check.Outcome;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.deploy.checklist.report.ItemResult;
import dev.seaworthy.core.deploy.checklist.report.Phase;
import dev.seaworthy.core.failure.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been found so far in a run. Of the thread that runs the checklist. */
final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(ProductionChecklist.class);

    private final Map<String, ItemResult> results = new LinkedHashMap<>();
    private final Consumer<ItemResult> listener;

    Ledger(Collection<ItemResult> earlier, Consumer<ItemResult> listener) {
        earlier.forEach(result -> results.put(result.name(), result));
        this.listener = listener;
    }

    void add(Item item, Verdict verdict, Instant at, Duration took) {
        ItemResult result = new ItemResult(item.name(), item.phase(), item.severity(), verdict, at, took);
        results.put(item.name(), result);
        try {
            listener.accept(result);
        } catch (RuntimeException e) {
            LOG.warn("The listener of the checklist threw at item {}", item.name(), Trace.of(e));
        }
    }

    Optional<ItemResult> of(String name) {
        return Optional.ofNullable(results.get(name));
    }

    /** The items of earlier phases that block this one. */
    List<String> blockersOf(Phase phase) {
        return results.values().stream()
                .filter(result -> result.phase().compareTo(phase) < 0 && result.outcome() == Outcome.BLOCKED)
                .map(ItemResult::name)
                .toList();
    }

    /** By phase, and in the order of these items. Those of an earlier run that are no items here come first. */
    List<ItemResult> inOrder(Collection<Item> items) {
        List<String> names = items.stream().map(Item::name).toList();
        return results.values().stream()
                .sorted(Comparator.comparing(ItemResult::phase).thenComparing(result -> names.indexOf(result.name())))
                .toList();
    }
}
