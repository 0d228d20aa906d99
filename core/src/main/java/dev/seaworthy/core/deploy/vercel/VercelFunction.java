package dev.seaworthy.core.deploy.vercel;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the functions of some files run. Immutable.
 *
 * @param maxDuration in whole seconds; empty if it is not said, or as long as the plan allows
 * @param longestOfPlan whether it may run as long as the plan allows
 * @param memoryMegabytes 128 to 10,240, and what the plan allows
 * @param runtime a package of npm with its version
 * @param regions in place of those of the file, if there are any
 * @param includeFiles a glob
 * @param excludeFiles a glob
 */
public record VercelFunction(
        Optional<Duration> maxDuration,
        boolean longestOfPlan,
        Optional<Integer> memoryMegabytes,
        Optional<String> runtime,
        List<String> regions,
        Optional<String> includeFiles,
        Optional<String> excludeFiles) {
    /** Nothing is said. */
    public static final VercelFunction DEFAULTS = new VercelFunction(
            Optional.empty(), false, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException if the duration is not of whole seconds, or both ways to say it are used */
    public VercelFunction {
        regions = List.copyOf(regions);
        if (maxDuration
                .filter(time ->
                        !Duration.ofSeconds(time.toSeconds()).equals(time) || time.isNegative() || time.isZero())
                .isPresent()) {
            throw new IllegalArgumentException(
                    "Function: maxDuration is a positive number of whole seconds: " + maxDuration.get());
        }
        if (longestOfPlan && maxDuration.isPresent()) {
            throw new IllegalArgumentException("Function: maxDuration is a time or the longest of the plan, not both");
        }
    }

    /** One that may run so long. */
    public static VercelFunction maxDuration(Duration time) {
        return new VercelFunction(
                Optional.of(time),
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with so much memory. */
    public VercelFunction memory(int megabytes) {
        return new VercelFunction(
                maxDuration, longestOfPlan, Optional.of(megabytes), runtime, regions, includeFiles, excludeFiles);
    }

    /** The same in these regions. */
    public VercelFunction in(String... names) {
        return new VercelFunction(
                maxDuration, longestOfPlan, memoryMegabytes, runtime, List.of(names), includeFiles, excludeFiles);
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        runtime.ifPresent(name -> tree.put("runtime", name));
        memoryMegabytes.ifPresent(much -> tree.put("memory", much));
        maxDuration.ifPresent(time -> tree.put("maxDuration", time.toSeconds()));
        if (longestOfPlan) {
            tree.put("maxDuration", "max");
        }
        if (!regions.isEmpty()) {
            tree.put("regions", regions);
        }
        includeFiles.ifPresent(glob -> tree.put("includeFiles", glob));
        excludeFiles.ifPresent(glob -> tree.put("excludeFiles", glob));
        return tree;
    }
}
