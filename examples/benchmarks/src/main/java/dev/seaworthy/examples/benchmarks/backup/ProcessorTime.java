package dev.seaworthy.examples.benchmarks.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** What Linux tells of a process: {@code /proc/PID/stat}, in hundredths of a second. */
final class ProcessorTime {
    private static final int MILLIS_OF_A_TICK = 10;

    /**
     * utime, stime, and those of the children that were waited for; counted after the name, which ends in a bracket.
     */
    private static final int FIRST = 11;

    private static final int LAST = 14;

    private ProcessorTime() {}

    /** Milliseconds of the user and the system, with those of the processes that it started and that have ended. */
    static long ofThisProcess() throws IOException {
        return of("self");
    }

    /** The same of a process. */
    static long of(long pid) throws IOException {
        return of(String.valueOf(pid));
    }

    private static long of(String process) throws IOException {
        String stat = Files.readString(Path.of("/proc", process, "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return IntStream.rangeClosed(FIRST, LAST)
                        .mapToLong(field -> Long.parseLong(fields[field]))
                        .sum()
                * MILLIS_OF_A_TICK;
    }
}
