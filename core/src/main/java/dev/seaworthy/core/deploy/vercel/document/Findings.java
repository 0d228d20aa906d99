package dev.seaworthy.core.deploy.vercel.document;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.text.Line;
import dev.seaworthy.core.deploy.vercel.problem.Severity;
import dev.seaworthy.core.deploy.vercel.problem.VercelProblem;
import java.util.ArrayList;
import java.util.List;

/** Gathers the problems of one file. One thread at a time. */
public final class Findings {
    private static final int LONGEST_QUOTE = 80;
    private static final int LONGEST_SENTENCE = 600;

    private final List<VercelProblem> problems = new ArrayList<>();

    public void error(Node node, String sentence, String remedy) {
        add(node, Severity.ERROR, sentence, remedy);
    }

    public void warning(Node node, String sentence, String remedy) {
        add(node, Severity.WARNING, sentence, remedy);
    }

    public void note(Node node, String sentence, String remedy) {
        add(node, Severity.NOTE, sentence, remedy);
    }

    public void add(Node node, Severity severity, String sentence, String remedy) {
        problems.add(new VercelProblem(Line.of(node.pointer()), severity, line(sentence), line(remedy)));
    }

    /** The text in quotes, or its beginning; a mask if it looks like a secret. */
    public static String quoted(String text) {
        if (SecretShape.isIn(text)) {
            return "\"" + Secret.MASK + "\"";
        }
        String start = Line.start(text, LONGEST_QUOTE);
        return "\"" + start + (start.length() < text.length() ? "…" : "") + "\"";
    }

    private static String line(String text) {
        return Line.of(Line.start(text, LONGEST_SENTENCE));
    }

    public List<VercelProblem> problems() {
        return List.copyOf(problems);
    }
}
