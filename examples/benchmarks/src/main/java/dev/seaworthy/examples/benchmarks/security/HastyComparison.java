package dev.seaworthy.examples.benchmarks.security;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A fault planted in the library itself: its one comparison with secrets, in a process of its own, ends at the first
 * difference.
 */
final class HastyComparison {
    private static final String SOURCE = """
            package dev.seaworthy.security.secret;

            public final class ConstantTime {
                public static boolean isAnyOf(java.util.Collection<byte[]> expected, byte[] shown) {
                    for (byte[] each : expected) {
                        if (isSame(each, shown)) {
                            return true;
                        }
                    }
                    return false;
                }

                private static boolean isSame(byte[] expected, byte[] shown) {
                    for (int i = 0; i < expected.length && i < shown.length; i++) {
                        if (expected[i] != shown[i]) {
                            return false;
                        }
                    }
                    return expected.length == shown.length;
                }
            }
            """;

    private HastyComparison() {}

    /** Runs a program with the fault, and waits for it. */
    static int run(Class<?> program, String... arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("hasty-comparison-");
        try {
            compile(folder);
            List<String> java = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    folder + File.pathSeparator + System.getProperty("java.class.path"),
                    program.getName());
            return new ProcessBuilder(
                            Stream.concat(java.stream(), Stream.of(arguments)).toList())
                    .inheritIO()
                    .start()
                    .waitFor();
        } finally {
            delete(folder);
        }
    }

    private static void compile(Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("ConstantTime.java"), SOURCE);
        int status =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source.toString());
        if (status != 0) {
            throw new IllegalStateException("The planted fault does not compile");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
