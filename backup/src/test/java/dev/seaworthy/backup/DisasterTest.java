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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipe that lies beside the backups, followed to the letter by a shell that has no Java. */
class DisasterTest {
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    private static final String WHOLE = "### Where there is a `dump.zst.age`";
    private static final String PARTS = "### Where there is a `dump-without-rows.zst.age`";

    /** What lay beside the backups, and stayed, before rows were apart. */
    private static final String OLD_COMMAND =
            "createdb \"$TARGET\"\ncat backup/dump.zst.age* | age --decrypt --identity \"$KEY_FILE\""
                    + " | zstd --decompress | pg_restore --exit-on-error --single-transaction --no-owner"
                    + " --no-privileges --dbname \"$TARGET\"\n";

    private final Identity identity = Identity.generate();

    @TempDir
    Path folder;

    @Test
    @Tag("needs-age")
    @Tag("needs-pg_dump")
    @Tag("needs-zstd")
    void its_commands_restore_every_row_of_a_dump_in_several_objects() throws Exception {
        assertRestoredByHand(1, PARTS, "restored by hand");
    }

    @Test
    @Tag("needs-age")
    @Tag("needs-pg_dump")
    @Tag("needs-zstd")
    void its_commands_restore_every_row_of_a_dump_in_several_streams() throws Exception {
        assertRestoredByHand(2, WHOLE, "restored in parts");
    }

    /** Else it would restore a database without its large tables, and say that all is well. */
    @Test
    @Tag("needs-age")
    @Tag("needs-pg_dump")
    @Tag("needs-zstd")
    void a_recipe_of_before_rows_were_apart_fails_and_the_one_that_follows_lies_beside_it() throws Exception {
        ObjectStore store = small(DirectoryStore.of(folder.resolve("store")));
        Path old = folder.resolve("store/database/DISASTER.md");
        Files.createDirectories(old.getParent());
        Files.writeString(old, OLD_COMMAND);
        BackupReport report = manager(store, 2).backUpDatabase();
        Files.writeString(folder.resolve("key.txt"), identity.privateKey().reveal());

        Run run = start("cp -r \"store/database/$ID/\" backup/\n" + OLD_COMMAND, report.id(), "restored by an old one");

        assertThat(run.status()).as(run.said()).isNotZero();
        assertThat(old).hasContent(OLD_COMMAND);
        assertThat(folder.resolve("store/database/DISASTER-2.md")).exists();
    }

    /** In a shell that goes on after what fails, as one does that commands are pasted into. */
    @ParameterizedTest
    @ValueSource(strings = {"rows.0001.zst.age", "rows.0002.zst.age", "dump-without-rows.zst.age"})
    @Tag("needs-age")
    @Tag("needs-pg_dump")
    @Tag("needs-zstd")
    void its_commands_say_that_a_damaged_stream_has_failed(String damaged) throws Exception {
        BackupReport report =
                manager(DirectoryStore.of(folder.resolve("store")), 2).backUpDatabase();
        Files.writeString(folder.resolve("key.txt"), identity.privateKey().reveal());
        Path stored = folder.resolve("store/database/" + report.id() + "/" + damaged);
        byte[] bytes = Files.readAllBytes(stored);
        bytes[bytes.length - 1] ^= 1;
        Files.write(stored, bytes);

        String commands = commands(WHOLE).replaceFirst("(?s)psql --dbname \"\\$TARGET.*", "");
        Run run = start(commands, report.id(), "damaged " + damaged);

        assertThat(run.status()).as(run.said()).isNotZero();
        assertThat(run.said()).contains("FAILED: drop damaged " + damaged).doesNotContain("RESTORED");
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
        assertThat(said).contains("RESTORED").doesNotContain("FAILED");
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
        String recipe = Files.readString(folder.resolve("store/database/DISASTER-2.md"));
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

    private record Run(int status, String said) {}

    private String run(String script, String id, String target) throws IOException, InterruptedException {
        Run run = start(script, id, target);
        assertThat(run.status()).as(run.said()).isZero();
        return run.said();
    }

    private Run start(String script, String id, String target) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        shell.environment().putAll(TestPostgres.environment());
        shell.environment().putAll(Map.of("BUCKET", "none", "ID", id, "KEY_FILE", "key.txt", "TARGET", target));
        Process process = shell.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said);
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

        assertThat(store.list("database/DISASTER-2.md")).hasSize(1);
        assertThat(store.list("")).hasSize(5);
    }

    @Test
    void a_backup_exists_without_it_and_the_next_one_writes_it() {
        InMemoryObjectStore store = new InMemoryObjectStore();
        BackupManager backups = inMemory(withoutRecipes(store));

        backups.backUpDatabase();
        assertThat(backups.list()).hasSize(1);
        assertThat(store.list("database/DISASTER-2.md")).isEmpty();

        inMemory(store).backUpDatabase();
        assertThat(store.list("database/DISASTER-2.md")).hasSize(1);
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
