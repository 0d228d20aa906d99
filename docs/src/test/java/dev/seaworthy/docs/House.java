package dev.seaworthy.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the house stands. */
final class House {
    static final List<String> MODULES = List.of("core", "security", "backup", "cdn", "monitoring");

    private House() {}

    /** The folder that holds mvnw, from whichever folder the tests run in. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** The root package of a module of ours. */
    static String rootPackage(String module) {
        return "dev.seaworthy." + module;
    }
}
