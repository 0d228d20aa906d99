package dev.seaworthy.core.config;

import dev.seaworthy.core.config.value.Stage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings that are declared together, and the parts below them. */
interface Part {
    /** Its own settings, without those of the parts below. */
    List<Setting<?>> settings();

    List<Part> parts();

    List<Relation> relations();

    Demand demand();

    Part and(Relation relation);

    /** Its values in one object, if every one of them is usable; what is wrong is added to {@code findings}. */
    Optional<Object> assemble(Findings findings, Stage stage);

    default Stream<Setting<?>> all() {
        return Stream.concat(settings().stream(), parts().stream().flatMap(Part::all));
    }

    /** This part and all below. */
    default Stream<Part> everywhere() {
        return Stream.concat(Stream.of(this), parts().stream().flatMap(Part::everywhere));
    }

    /** This part and those below that are not absent. */
    default Stream<Part> present(Findings findings) {
        return isPresent(findings)
                ? Stream.concat(Stream.of(this), parts().stream().flatMap(part -> part.present(findings)))
                : Stream.empty();
    }

    default boolean isPresent(Findings findings) {
        return !demand().optional()
                || findings.isDemanded(this)
                || all().map(findings::of).anyMatch(reading -> reading.isSet() || reading.isSpoiled());
    }
}
