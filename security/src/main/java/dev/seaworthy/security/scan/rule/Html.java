package dev.seaworthy.security.scan.rule;

import java.util.ArrayList;
import java.util.List;

/** What a scan asks of a page: the elements for metadata and those with scripts. Any text is some page. */
record Html(List<Tag> metas, List<Tag> scripts) {
    static final Html NONE = new Html(List.of(), List.of());

    static Html of(String page) {
        List<Tag> metas = new ArrayList<>();
        List<Tag> scripts = new ArrayList<>();
        TagScanner scanner = new TagScanner(page);
        for (Tag tag = scanner.next(); !tag.name().isEmpty(); tag = scanner.next()) {
            if (tag.name().equals("meta")) {
                metas.add(tag);
            } else if (tag.name().equals("script")) {
                scripts.add(tag);
            }
        }
        return new Html(List.copyOf(metas), List.copyOf(scripts));
    }

    /** What a {@code meta} says in the place of a header, once for each time that it does. */
    List<String> httpEquiv(String header) {
        return contents("http-equiv", header);
    }

    /** What a {@code meta} of this name says. */
    List<String> named(String name) {
        return contents("name", name);
    }

    private List<String> contents(String attribute, String value) {
        return metas.stream()
                .filter(meta -> meta.attribute(attribute)
                        .filter(value::equalsIgnoreCase)
                        .isPresent())
                .flatMap(meta -> meta.attribute("content").stream())
                .toList();
    }
}
