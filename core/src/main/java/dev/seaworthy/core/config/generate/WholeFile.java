package dev.seaworthy.core.config.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that readers see as it was or as it is, never half. */
final class WholeFile {
    private WholeFile() {}

    static void write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        // a folder of its own: a temporary file would be for the eyes of its owner alone, also after the move
        Path aside = Files.createTempDirectory(folder, ".seaworthy-");
        Path written = aside.resolve("document");
        try {
            Files.write(written, text.getBytes(StandardCharsets.UTF_8));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
            Files.delete(aside);
        }
    }
}
