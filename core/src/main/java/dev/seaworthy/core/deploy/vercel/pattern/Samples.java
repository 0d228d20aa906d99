package dev.seaworthy.core.deploy.vercel.pattern;

import java.util.List;

/** Paths made of a pattern, with one word for each parameter. */
final class Samples {
    /** What a pattern of a parameter may want: letters, a number, a locale, a date, a name of a file. */
    static final List<String> WORDS = List.of("sample", "1", "en", "2026", "2026-01-31", "a.b", "A");

    private Samples() {}

    static String path(List<Part> parts, String word) {
        StringBuilder path = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                path.append(text.text());
            } else if (part instanceof Part.Parameter parameter) {
                path.append(parameter.prefix())
                        .append(parameter.captures() ? word : "")
                        .append(parameter.suffix());
            }
        }
        return path.toString();
    }
}
