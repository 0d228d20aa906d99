package dev.seaworthy.security.cors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Origins, methods or headers as they were stated: some by name, perhaps any. Immutable. */
record Names(boolean any, List<String> named) {
    static final Names NONE = new Names(false, List.of());

    Names {
        named = List.copyOf(named);
    }

    Names and(String... more) {
        List<String> all = new ArrayList<>(named);
        all.addAll(List.of(more));
        return new Names(any, all);
    }

    Names andAny() {
        return new Names(true, named);
    }

    boolean isEmpty() {
        return !any && named.isEmpty();
    }

    /** As the value of a response header. */
    String list() {
        String names = String.join(", ", named);
        return !any ? names : named.isEmpty() ? "*" : "*, " + names;
    }

    List<String> lowerCase() {
        return named.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }
}
