package dev.seaworthy.examples.contentmax;

import dev.seaworthy.backup.objects.BucketEvent;
import dev.seaworthy.backup.objects.BucketListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A bar in a terminal that grows as a bucket is backed up, and is wiped out at its end. */
final class ProgressBar implements BucketListener {
    private static final int WIDTH = 30;
    private static final int MEBIBYTE = 1024 * 1024;

    private final PrintStream terminal;
    private int shown;

    ProgressBar(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void happened(BucketEvent event) {
        if (event instanceof BucketEvent.Progressed progressed) {
            show(line(progressed));
        } else if (event instanceof BucketEvent.Made || event instanceof BucketEvent.Failed) {
            show("");
        }
    }

    private static String line(BucketEvent.Progressed progressed) {
        double share = progressed.expectedObjects() == 0
                ? 0
                : Math.min(1, (double) progressed.objects() / progressed.expectedObjects());
        int filled = (int) (share * WIDTH);
        return String.format(
                Locale.ROOT,
                "%s [%s%s] %d objects, %.1f MiB, %.1f MiB/s%s",
                progressed.bucket(),
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                progressed.objects(),
                (double) progressed.bytes() / MEBIBYTE,
                (double) progressed.bytesPerSecond() / MEBIBYTE,
                progressed.remaining().map(ProgressBar::rest).orElse(""));
    }

    private static String rest(Duration remaining) {
        return ", about " + remaining.toSeconds() + " s more";
    }

    /** In place of what stands there. */
    private void show(String line) {
        if (line.isEmpty() && shown == 0) {
            return;
        }
        terminal.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())) + (line.isEmpty() ? "\r" : ""));
        terminal.flush();
        shown = line.length();
    }
}
