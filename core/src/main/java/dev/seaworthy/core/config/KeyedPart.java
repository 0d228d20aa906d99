package dev.seaworthy.core.config;

import dev.seaworthy.core.config.value.Stage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings that were declared without a record. */
record KeyedPart(List<Setting<?>> settings, List<Relation> relations) implements Part {
    @Override
    public List<Part> parts() {
        return List.of();
    }

    @Override
    public Demand demand() {
        return Demand.ALWAYS;
    }

    @Override
    public Part and(Relation relation) {
        return new KeyedPart(
                settings, Stream.concat(relations.stream(), Stream.of(relation)).toList());
    }

    /** Usable as a whole even when a setting is not: each is asked for by its key. */
    @Override
    public Optional<Object> assemble(Findings findings, Stage stage) {
        return Optional.of(new Values(findings.readings()));
    }
}
