package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretDirectoryTest {
    private static final int SWAPS = 300;

    record Login(String user, String password) {}

    record Settings(Optional<String> token, Optional<String> region) {}

    @TempDir
    private Path folder;

    @Test
    void sees_one_revision_of_a_kubernetes_mount_whatever_is_swapped_meanwhile() throws Exception {
        swapIn(0);
        for (String name : new String[] {"USER", "PASSWORD"}) {
            Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
        }
        EnvironmentConfig<Login> config = EnvironmentConfig.of(Login.class)
                .environment(Map.of())
                .secretDirectory(folder)
                .load();
        ExecutorService kubelet = Executors.newSingleThreadExecutor();
        try {
            for (int revision = 1; revision <= SWAPS; revision++) {
                Future<Void> swap = kubelet.submit(swap(revision));
                do {
                    config.reload();
                    assertThat(config.values().password())
                            .isEqualTo(config.values().user().replace("user", "password"));
                } while (!swap.isDone());
                swap.get();
            }
        } finally {
            kubelet.shutdown();
        }
        config.reload();
        assertThat(config.values()).isEqualTo(new Login("user-" + SWAPS, "password-" + SWAPS));
    }

    @Test
    void names_a_file_whose_name_is_close_to_a_missing_variable() throws IOException {
        Files.writeString(folder.resolve("tokenn"), "a");
        Files.writeString(folder.resolve("region"), "eu");
        Files.createDirectory(folder.resolve("tokens"));
        EnvironmentConfig.Builder<Settings> config =
                EnvironmentConfig.of(Settings.class).environment(Map.of()).secretDirectory(folder);

        assertThat(config.load().warnings())
                .extracting(Object::toString)
                .containsExactly("TOKENN: is set, and nothing reads it; did you mean TOKEN?");
        assertThat(Problems.of(config.refuseUnknown("TOK"))).contains("unknown-variable TOKENN");
    }

    @Test
    void leaves_files_alone_that_can_not_be_read_and_that_nothing_asks_for() throws IOException {
        Files.write(folder.resolve("keystore"), new byte[] {(byte) 0xff, 1});
        Files.writeString(folder.resolve("region"), "eu");

        assertThat(EnvironmentConfig.of(Settings.class)
                        .environment(Map.of())
                        .secretDirectory(folder)
                        .load()
                        .values()
                        .region())
                .contains("eu");
    }

    private Callable<Void> swap(int revision) {
        return () -> {
            swapIn(revision);
            return null;
        };
    }

    /** What kubelet does: a new directory, one rename of the link to it, and the old directory is removed. */
    private void swapIn(int revision) throws IOException {
        Path link = folder.resolve("..data");
        Path old = Files.exists(link) ? link.toRealPath() : null;
        Path data = Files.createDirectory(folder.resolve("..revision_" + revision));
        Files.writeString(data.resolve("USER"), "user-" + revision);
        Files.writeString(data.resolve("PASSWORD"), "password-" + revision);
        Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), data.getFileName());
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
        if (old != null) {
            for (String name : new String[] {"USER", "PASSWORD"}) {
                Files.delete(old.resolve(name));
            }
            Files.delete(old);
        }
    }
}
