package dev.seaworthy.core.deploy.check;

import java.util.ArrayList;
import java.util.List;

/** What decides a sustained check. */
record Limits(int count, int failures, int inconclusives, int consecutiveErrors, int consecutiveSuccesses) {
    private static final int MOST = 100_000;

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (count < 1 || count > MOST) {
            problems.add("count must be 1 to " + MOST + ": " + count);
        }
        notNegative(problems, "failureLimit", failures);
        notNegative(problems, "inconclusiveLimit", inconclusives);
        belowCount(problems, "failureLimit", failures, "fail");
        belowCount(problems, "inconclusiveLimit", inconclusives, "be inconclusive");
        notNegative(problems, "consecutiveErrorLimit", consecutiveErrors);
        notNegative(problems, "consecutiveSuccessLimit", consecutiveSuccesses);
        if (consecutiveSuccesses > count) {
            problems.add("consecutiveSuccessLimit " + consecutiveSuccesses + " can't be reached in count " + count);
        }
        return problems;
    }

    private void belowCount(List<String> problems, String name, int limit, String what) {
        if (count >= 1 && limit >= count) {
            problems.add(
                    "%s %d lets all %d measurements %s: it must be below count".formatted(name, limit, count, what));
        }
    }

    private static void notNegative(List<String> problems, String name, int limit) {
        if (limit < 0 || limit > MOST) {
            problems.add(name + " must be 0 to " + MOST + ": " + limit);
        }
    }
}
