package dev.seaworthy.core.deploy.vercel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VercelFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-------", "r--r--r--"})
    void a_file_that_was_there_keeps_its_permissions(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("vercel.json"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        VercelFile.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(permissions(file)).isEqualTo(permissions);
    }

    @Test
    void a_new_file_has_the_permissions_of_any_new_file() throws IOException {
        Path any = Files.createFile(folder.resolve("any"));
        Path file = folder.resolve("vercel.json");

        VercelFile.write(file, "new");

        assertThat(permissions(file)).isEqualTo(permissions(any));
    }

    @Test
    void a_link_stays_one_and_what_it_leads_to_is_written() throws IOException {
        Path target = Files.writeString(
                Files.createDirectory(folder.resolve("shared")).resolve("real.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("vercel.json"), Path.of("shared", "real.json"));

        VercelFile.write(link, "new");

        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("new");
        assertThat(folder.resolve("shared")).isDirectoryNotContaining("glob:**.vercel*");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
