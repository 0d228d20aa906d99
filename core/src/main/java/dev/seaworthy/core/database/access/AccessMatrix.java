package dev.seaworthy.core.database.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each role could do with each relation. Immutable. */
public record AccessMatrix(List<Access> accesses) {
    public AccessMatrix {
        accesses = List.copyOf(accesses);
    }

    /** One line for each thing that could be done with a row that is not one's own; empty if there is none. */
    public List<String> faults() {
        return accesses.stream()
                .flatMap(access -> access.owners()
                        .filter(owner -> owner != Owner.OWN)
                        .map(owner -> access.role() + " can " + access.action().of(owner) + " " + access.relation()))
                .toList();
    }

    /** For each relation and role a line for each action: the rows with which it could be done. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        String last = "";
        for (Access access : accesses) {
            String head = access.relation() + " as " + access.role();
            if (!head.equals(last)) {
                text.append(text.isEmpty() ? "" : "\n").append(head);
                last = head;
            }
            text.append("\n  ").append(access.line());
        }
        return text.toString();
    }

    /**
     * With whose rows a role could do something.
     *
     * @param relation the table, a partition that is asked directly, or a view: {@code public.content_2024}
     */
    public record Access(String relation, String role, Action action, Set<Owner> allowed) {
        public Access {
            allowed = Set.copyOf(allowed);
        }

        private Stream<Owner> owners() {
            return Arrays.stream(Owner.values()).filter(allowed::contains);
        }

        private String line() {
            String owners = owners().map(Owner::toString).collect(Collectors.joining(", "));
            return "%-9s %s".formatted(action, owners.isEmpty() ? "-" : owners);
        }
    }

    /** Whose row it is. */
    public enum Owner {
        OWN("its own"),
        OTHER("another's"),
        /** The owner's column is null. */
        NOBODY("nobody's");

        private final String words;

        Owner(String words) {
            this.words = words;
        }

        /** {@code own}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is tried. */
    public enum Action {
        SELECT("see %s row in"),
        INSERT("insert %s row in"),
        /** Of any kind: that leaves the row to its owner, or that takes it. */
        UPDATE("change %s row in"),
        DELETE("delete %s row in"),
        /** An update that makes a row of one's own one of somebody else. */
        GIVE("make its own row %s in");

        private final String words;

        Action(String words) {
            this.words = words;
        }

        private String of(Owner owner) {
            return words.formatted(owner.words);
        }
    }
}
