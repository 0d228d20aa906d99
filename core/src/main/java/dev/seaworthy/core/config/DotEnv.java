package dev.seaworthy.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of {@code NAME=value} lines. Quotes around a value are taken off; single quotes keep it as it is, double
 * quotes know {@code \n}, {@code \r}, {@code \t}, {@code \"} and {@code \\}. A value that other readers would read
 * otherwise ({@code #} or a quote inside it, unquoted) is refused, not guessed.
 */
final class DotEnv implements Source {
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern BARE = Pattern.compile("[^#'\"`\\s]*(?:[ \\t]+[^#'\"`\\s]+)*");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private final Map<String, Setting> settings = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private DotEnv() {}

    static DotEnv read(Path file) {
        try {
            return parse(file.toString(), Files.readAllLines(file));
        } catch (IOException e) {
            DotEnv unreadable = new DotEnv();
            unreadable.refuse(file.toString(), "can't be read as a UTF-8 file; check its path and its rights");
            return unreadable;
        }
    }

    static DotEnv parse(String name, List<String> lines) {
        DotEnv read = new DotEnv();
        for (int i = 0; i < lines.size(); i++) {
            read.line(lines.get(i).strip(), name + ":" + (i + 1));
        }
        return read;
    }

    @Override
    public Optional<Setting> find(String variable) {
        return Optional.ofNullable(settings.get(variable));
    }

    List<Problem> problems() {
        return problems;
    }

    private void line(String line, String where) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            refuse(where, "must be NAME=value, a comment or empty");
            return;
        }
        Optional<String> value = value(matcher.group(2));
        if (value.isEmpty()) {
            refuse(where, "must have its value in one pair of quotes, closed on this line, as # or a quote is in it");
        } else if (settings.putIfAbsent(matcher.group(1), new Setting(value.get(), where)) != null) {
            refuse(where, "sets " + matcher.group(1) + " a second time; keep one");
        }
    }

    private static Optional<String> value(String text) {
        if (quoted(text, '\'')) {
            return Optional.of(inside(text)).filter(inside -> inside.indexOf('\'') < 0);
        }
        if (quoted(text, '"')) {
            return Optional.of(inside(text))
                    .filter(inside -> inside.replaceAll("\\\\.", "").matches("[^\"\\\\]*"))
                    .map(inside -> ESCAPE.matcher(inside).replaceAll(DotEnv::unescape));
        }
        return Optional.of(text).filter(bare -> BARE.matcher(bare).matches());
    }

    private static boolean quoted(String text, char quote) {
        return text.length() >= 2 && text.charAt(0) == quote && text.charAt(text.length() - 1) == quote;
    }

    private static String inside(String text) {
        return text.substring(1, text.length() - 1);
    }

    private static String unescape(MatchResult escape) {
        return Matcher.quoteReplacement(
                switch (escape.group(1)) {
                    case "n" -> "\n";
                    case "r" -> "\r";
                    case "t" -> "\t";
                    case "\"", "\\" -> escape.group(1);
                    default -> escape.group();
                });
    }

    private void refuse(String where, String rule) {
        problems.add(new Problem(Problem.Kind.UNREADABLE, where, "", rule));
    }
}
