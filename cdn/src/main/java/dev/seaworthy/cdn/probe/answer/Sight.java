package dev.seaworthy.cdn.probe.answer;

import dev.seaworthy.cdn.probe.declaration.Expectation;
import dev.seaworthy.cdn.probe.verdict.Observation;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that was seen of one URL. Immutable.
 *
 * @param answers in order
 * @param unanswered why a request had no answer, if one had none
 */
public record Sight(Expectation expectation, List<Answer> answers, List<String> unanswered, Marks marks) {
    public Sight {
        answers = List.copyOf(answers);
        unanswered = List.copyOf(unanswered);
    }

    /** Those to requests as browsers send them. */
    public List<Answer> plain() {
        return answers.stream().filter(answer -> answer.asked().isPlain()).toList();
    }

    /** Those to requests that nothing makes known. */
    public List<Answer> anybodys() {
        return plain().stream().filter(answer -> answer.asked().visitor() == 0).toList();
    }

    public Stream<Answer> copies() {
        return answers.stream().filter(Answer::isCopy);
    }

    public List<Observation> observations() {
        return answers.stream().map(answer -> answer.observation(marks::mask)).toList();
    }

    /** The answer as evidence: which try it was, and its headers of these names. */
    public String show(Answer answer, String... headers) {
        StringBuilder shown = new StringBuilder(
                "try " + (answers.indexOf(answer) + 1) + ", " + answer.asked().how());
        Observation observation = answer.observation(marks::mask);
        for (String name : headers) {
            String value = observation.headers().get(name);
            shown.append(value == null ? "" : ", " + name + ": " + value);
        }
        return shown.toString();
    }
}
