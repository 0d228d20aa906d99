package dev.seaworthy.examples.contentmax;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a deployment leaves for those who read it afterwards. */
record Reports(Path folder) {
    void keep(String name, String text) throws IOException {
        Files.writeString(Files.createDirectories(folder).resolve(name), text);
    }
}
