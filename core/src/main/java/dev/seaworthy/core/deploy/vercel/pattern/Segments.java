package dev.seaworthy.core.deploy.vercel.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Patterns compared segment by segment, where they are simple enough for that. */
final class Segments {
    /** What a parameter matches that says nothing else, in ECMAScript. */
    static final String ANY_SEGMENT = "[^\\/]+?";

    private Segments() {}

    /** Whether each path of {@code inner} is certainly one of {@code outer}. */
    static boolean cover(List<Part> outer, List<Part> inner) {
        Optional<String> head = beforeTail(outer);
        if (head.isPresent()) {
            return start(inner).startsWith(head.get());
        }
        List<String> outers = simple(outer);
        List<String> inners = simple(inner);
        if (outers.isEmpty() || outers.size() != inners.size()) {
            return false;
        }
        for (int i = 0; i < outers.size(); i++) {
            if (!outers.get(i).equals(ANY_SEGMENT) && !outers.get(i).equals(inners.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What each path begins with. */
    private static String start(List<Part> parts) {
        StringBuilder start = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                start.append(text.text());
            } else {
                Part.Parameter parameter = (Part.Parameter) part;
                return start.append(parameter.isOptional() ? "" : parameter.prefix())
                        .toString();
            }
        }
        return start.toString();
    }

    /** {@code /blog/} of {@code /blog/(.*)}. */
    private static Optional<String> beforeTail(List<Part> parts) {
        boolean tailed = parts.size() <= 2
                && !parts.isEmpty()
                && parts.get(parts.size() - 1) instanceof Part.Parameter last
                && last.pattern().equals(".*")
                && last.modifier().isEmpty()
                && last.suffix().isEmpty()
                && (parts.size() == 1 || parts.get(0) instanceof Part.Text);
        if (!tailed) {
            return Optional.empty();
        }
        String text = parts.get(0) instanceof Part.Text first ? first.text() : "";
        return Optional.of(text + ((Part.Parameter) parts.get(parts.size() - 1)).prefix());
    }

    /** A literal or {@link #ANY_SEGMENT} for each segment; empty if there is more to it than that. */
    private static List<String> simple(List<Part> parts) {
        List<String> segments = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Text text && text.text().startsWith("/")) {
                segments.addAll(List.of(text.text().substring(1).split("/", -1)));
            } else if (part instanceof Part.Parameter parameter && isWholeSegment(parameter)) {
                segments.add(ANY_SEGMENT);
            } else {
                return List.of();
            }
        }
        return segments;
    }

    private static boolean isWholeSegment(Part.Parameter parameter) {
        return parameter.prefix().equals("/")
                && parameter.suffix().isEmpty()
                && parameter.modifier().isEmpty()
                && parameter.pattern().equals(ANY_SEGMENT);
    }
}
