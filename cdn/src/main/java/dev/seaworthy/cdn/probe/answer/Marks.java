package dev.seaworthy.cdn.probe.answer;

import dev.seaworthy.core.Secret;
import java.util.List;

/** What each visitor has sent that no answer to another may hold, the first visitor's first. Immutable. */
public final class Marks {
    private final List<Secret> marks;

    public Marks(List<Secret> marks) {
        this.marks = List.copyOf(marks);
    }

    /** The number of the visitor, from 1, whose mark is in an answer to another; 0 if there is none. */
    public int strangerIn(Answer answer) {
        for (int visitor = 1; visitor <= marks.size(); visitor++) {
            Secret mark = marks.get(visitor - 1);
            boolean isOwn = answer.asked().visitor() > 0
                    && mark.equals(marks.get(answer.asked().visitor() - 1));
            if (!isOwn && answer.echoes(mark.reveal())) {
                return visitor;
            }
        }
        return 0;
    }

    /** A text without them. */
    public String mask(String text) {
        String masked = text;
        for (Secret mark : marks) {
            masked = masked.replace(mark.reveal(), Secret.MASK);
        }
        return masked;
    }
}
