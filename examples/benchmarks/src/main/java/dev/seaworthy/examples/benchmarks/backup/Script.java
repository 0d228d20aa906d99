package dev.seaworthy.examples.benchmarks.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A line of bash, measured with all the processes that it starts; it fails if any of them does. */
final class Script {
    private static final String MEASURED = "set -o pipefail; TIMEFORMAT='%R %U %S'; time { ";
    private static final int KIB_OF_A_PAGE = 4;

    private final String line;
    private final Map<String, String> environment;

    Script(String line, Map<String, String> environment) {
        this.line = line;
        this.environment = environment;
    }

    /**
     * @param cpuSeconds of the user and the system, of all the processes
     * @param peakMebibytes resident in all the processes together, as far as samples tell
     * @param output what it wrote
     */
    record Run(double seconds, double cpuSeconds, long peakMebibytes, String output) {
        /** The call that {@link RaceChild} tells of, instead of all of its process. */
        Run ofCall() {
            String[] told = output.split(" ", -1);
            return new Run(Double.parseDouble(told[1]), Double.parseDouble(told[2]), peakMebibytes, told[0]);
        }
    }

    /** Fails if one of them is not on the path. */
    static void requirePrograms(List<String> programs) throws IOException, InterruptedException {
        List<String> missing = new ArrayList<>();
        for (String program : programs) {
            if (new ProcessBuilder("which", program).start().waitFor() != 0) {
                missing.add(program);
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("The race needs " + String.join(", ", missing) + " on the path");
        }
    }

    Run run() throws IOException, InterruptedException {
        Path errors = Files.createTempFile("seaworthy-race-", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder("bash", "-c", MEASURED + line + "; }").redirectError(errors.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("PG"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            long peak = peakOf(process);
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            String said = Files.readString(errors).strip();
            if (process.waitFor() != 0) {
                throw new IOException(line.substring(0, Math.min(60, line.length())) + "… failed: " + said);
            }
            String[] times = said.substring(said.lastIndexOf('\n') + 1).split(" ", -1);
            double cpu = Double.parseDouble(times[1]) + Double.parseDouble(times[2]);
            return new Run(Double.parseDouble(times[0]), cpu, peak, output);
        } finally {
            Files.delete(errors);
        }
    }

    private static long peakOf(Process process) throws InterruptedException {
        long peak = 0;
        while (process.isAlive()) {
            List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
            all.add(process.toHandle());
            peak = Math.max(peak, all.stream().mapToLong(Script::residentPages).sum());
            Thread.sleep(50);
        }
        return peak * KIB_OF_A_PAGE / 1024;
    }

    private static long residentPages(ProcessHandle process) {
        try {
            String pages = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "statm"));
            return Long.parseLong(pages.split(" ", -1)[1]);
        } catch (IOException e) {
            return 0; // it has ended
        }
    }
}
