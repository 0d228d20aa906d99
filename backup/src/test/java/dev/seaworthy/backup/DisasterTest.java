package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.database.postgres.PostgresSource;
import dev.seaworthy.backup.database.postgres.TestPostgres;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.DirectoryStore;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe that lies beside the backups, followed to the letter by a shell that has no Java. */
class DisasterTest {
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    private final Identity identity = Identity.generate();

    @TempDir
    Path folder;

    @Test
    @Tag("needs-age")
    @Tag("needs-pg_dump")
    @Tag("needs-zstd")
    void its_commands_restore_every_row_of_a_dump_in_several_objects() throws Exception {
        assertRestoredByHand(1, "### Where there is one", "restored by hand");
    }

    @Test
    @Tag("needs-age")
    @Tag("needs-pg_dump")
    @Tag("needs-zstd")
    void its_commands_restore_every_row_of_a_dump_in_several_streams() throws Exception {
        assertRestoredByHand(2, "### Where there is no `rows.0001.zst.age`", "restored in parts");
    }

    private void assertRestoredByHand(int streams, String otherForm, String target) throws Exception {
        ObjectStore store = small(DirectoryStore.of(folder.resolve("store")));
        BackupReport report = manager(store, streams).backUpDatabase();
        String stored = streams == 1 ? "/dump" : "/rows";
        assertThat(store.list("database/" + report.id() + stored)).hasSizeGreaterThan(2);
        Files.writeString(folder.resolve("key.txt"), identity.privateKey().reveal());

        String said = run(commands(otherForm), report.id(), target);

        String manifest = Files.readString(folder.resolve("backup/manifest.json"));
        assertThat(said.lines().filter(line -> line.contains(".zst.age")).map(line -> line.substring(0, 64)))
                .hasSizeGreaterThan(3)
                .allSatisfy(sha256 -> assertThat(manifest).contains(sha256));
        assertThat(folder.resolve("globals.sql")).content().contains("CREATE ROLE seaworthy;");
        assertThat(run(
                        "psql --no-psqlrc -At --dbname \"$TARGET\" --command"
                                + " \"SELECT count(*), sum(id), (SELECT count(*) FROM pg_index"
                                + " WHERE indrelid = 'content'::regclass AND indisprimary) FROM content\"",
                        "-",
                        target))
                .isEqualToIgnoringNewLines("5000|12502500|1");
    }

    /** The store is a folder here, so that fetching is copying. */
    private String commands(String otherForm) throws IOException {
        String recipe = Files.readString(folder.resolve("store/database/DISASTER.md"));
        assertThat(recipe).contains(otherForm + "\n");
        String form = Pattern.compile(Pattern.quote(otherForm) + "\n.*?(?=\n##)", Pattern.DOTALL)
                .matcher(recipe)
                .replaceFirst("");
        String all =
                COMMANDS.matcher(form).results().map(found -> found.group(1)).collect(Collectors.joining());
        assertThat(all).contains("aws s3 ls \"s3://$BUCKET/", "aws s3 cp --recursive \"s3://$BUCKET/");
        return all.replace("aws s3 ls \"s3://$BUCKET/", "ls \"store/")
                .replace("aws s3 cp --recursive \"s3://$BUCKET/", "cp -r \"store/");
    }

    private String run(String script, String id, String target) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        shell.environment().putAll(TestPostgres.environment());
        shell.environment().putAll(Map.of("BUCKET", "none", "ID", id, "KEY_FILE", "key.txt", "TARGET", target));
        Process process = shell.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private BackupManager manager(ObjectStore store, int streams) {
        return BackupManager.builder()
                .store(store)
                .database(PostgresSource.builder(TestPostgres.database(
                                "CREATE TABLE content AS"
                                        + " SELECT n AS id, md5(n::text) AS body FROM generate_series(1, 5000) n",
                                "ALTER TABLE content ADD PRIMARY KEY (id)",
                                "CREATE TABLE words AS SELECT md5(n::text) AS word FROM generate_series(1, 2000) n"))
                        .parallel(streams, 1)
                        .build())
                .encryptTo(identity.recipient())
                .build();
    }

    @Test
    void it_is_written_once_and_stays_as_it_is() {
        InMemoryObjectStore store = new InMemoryObjectStore();
        BackupManager backups = inMemory(store);

        backups.backUpDatabase();
        backups.backUpDatabase();

        assertThat(store.list("database/DISASTER.md")).hasSize(1);
        assertThat(store.list("")).hasSize(5);
    }

    @Test
    void a_backup_exists_without_it_and_the_next_one_writes_it() {
        InMemoryObjectStore store = new InMemoryObjectStore();
        BackupManager backups = inMemory(withoutRecipes(store));

        backups.backUpDatabase();
        assertThat(backups.list()).hasSize(1);
        assertThat(store.list("database/DISASTER.md")).isEmpty();

        inMemory(store).backUpDatabase();
        assertThat(store.list("database/DISASTER.md")).hasSize(1);
    }

    private static ObjectStore small(ObjectStore store) {
        return new OtherStore(store) {
            @Override
            public long maxObjectBytes() {
                return 40_000;
            }
        };
    }

    private static ObjectStore withoutRecipes(ObjectStore store) {
        return new OtherStore(store) {
            @Override
            public Upload upload(String key) {
                if (key.endsWith(".md")) {
                    throw new StoreException(key, "no recipes today", null);
                }
                return super.upload(key);
            }
        };
    }

    private BackupManager inMemory(ObjectStore store) {
        return BackupManager.builder()
                .store(store)
                .database(new InMemoryDatabase().insert("public.content", "a"))
                .encryptTo(identity.recipient())
                .build();
    }
}
