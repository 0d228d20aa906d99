package dev.seaworthy.examples.contentmax;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Tells a person what is done, one step after the other, and how long each took. Of one thread, but for {@link #say}.
 */
final class Steps {
    private record Done(String title, Duration took) {}

    private final PrintStream out;
    private final List<Done> done = new ArrayList<>();

    Steps(PrintStream out) {
        this.out = out;
    }

    <T> T step(String title, Callable<T> action) throws Exception {
        out.printf("%n%2d. %s%n", done.size() + 1, title);
        long start = System.nanoTime();
        T result = action.call();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        done.add(new Done(title, took));
        out.printf("    Done in %s.%n", seconds(took));
        return result;
    }

    void say(String sentence, Object... values) {
        out.println(("    " + String.format(Locale.ROOT, sentence, values)).replace("\n", "\n    "));
    }

    void summary(String closing) {
        out.printf("%n%s%n", closing);
        done.forEach(step -> out.printf("  %8s  %s%n", seconds(step.took()), step.title()));
        Duration total = done.stream().map(Done::took).reduce(Duration.ZERO, Duration::plus);
        out.printf("  %8s  in all%n", seconds(total));
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }
}
