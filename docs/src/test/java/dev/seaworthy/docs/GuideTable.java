package dev.seaworthy.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table of the guide to environments, found by its first heading. Its cells are as they are written. */
record GuideTable(List<String> head, List<List<String>> rows) {
    private static final Pattern SPAN = Pattern.compile("(`+)(.+?)(?<!`)\\1(?!`)");

    static String guide() throws IOException {
        return Files.readString(House.root().resolve("docs/guides/environment.md"));
    }

    static GuideTable of(String firstHeading) throws IOException {
        List<List<String>> lines = guide().lines()
                .dropWhile(line -> !line.startsWith("| " + firstHeading + " |"))
                .takeWhile(line -> line.startsWith("|"))
                .map(GuideTable::cells)
                .toList();
        if (lines.size() < 3) {
            throw new IllegalStateException("The guide has no table that begins with " + firstHeading);
        }
        return new GuideTable(lines.get(0), lines.subList(2, lines.size()));
    }

    /** The texts that a cell has between backticks, as CommonMark reads them. */
    static List<String> spans(String cell) {
        List<String> spans = new ArrayList<>();
        Matcher matcher = SPAN.matcher(cell);
        while (matcher.find()) {
            String text = matcher.group(2).replace("\\|", "|");
            boolean padded = text.startsWith(" ") && text.endsWith(" ") && !text.isBlank();
            spans.add(padded ? text.substring(1, text.length() - 1) : text);
        }
        return spans;
    }

    private static List<String> cells(String line) {
        String[] cells = line.substring(1, line.lastIndexOf('|')).split("(?<!\\\\)\\|", -1);
        return Arrays.stream(cells).map(String::strip).toList();
    }
}
