package dev.seaworthy.backup.objects.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.OtherStore;
import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.StoredBucket;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.TestObjects;
import dev.seaworthy.backup.store.DirectoryStore;
import dev.seaworthy.backup.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recipe that lies beside a bucket's backups, followed to the letter by a shell that has no Java. */
@Timeout(120)
@Tag("needs-age")
@Tag("needs-jq")
@Tag("needs-zstd")
class BucketDisasterTest {
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final String NASTY = "../a \"b\" $(touch broken)\n'\\c";

    /** What {@code aws} does, on folders. */
    private static final String AWS = """
            #!/bin/bash
            case "$1 $2" in
              "s3 ls") ls "store/${3#s3://none/}" ;;
              "s3 cp") test "$3 $5" = "--quiet -" && cat "store/${4#s3://none/}" ;;
              "s3api put-object")
                test "$3 $5" = "--cli-input-json --body" && mkdir -p target &&
                  name=$(jq --join-output .Key <<< "$4" | sha256sum | cut -c 1-64) &&
                  printf '%s' "$4" > "target/$name.json" && cp "$6" "target/$name" ;;
              *) echo "aws: $*" >&2; false ;;
            esac
            """;

    private final Identity identity = Identity.generate();
    private final Identity manifestKey = Identity.generate();
    private final TestObjects source = new TestObjects();

    @TempDir
    Path folder;

    @BeforeEach
    void hasObjects() throws IOException {
        for (int i = 0; i < 12; i++) {
            source.with("small/" + i, "content " + i);
        }
        source.with("small/same", "content 0").with("empty", "");
        source.with(
                NASTY,
                "nasty".getBytes(StandardCharsets.UTF_8),
                new ObjectMetadata(
                        Map.of("content-type", "text/plain", "cache-control", "no-store"),
                        Map.of("owner", "it's 7"),
                        Map.of("keep", "a&b")));
        byte[] large = new byte[200_000];
        new Random(3).nextBytes(large);
        source.with("large", large, ObjectMetadata.NONE);
        Files.createDirectory(folder.resolve("bin"));
        Files.writeString(folder.resolve("bin/aws"), AWS);
        assertThat(folder.resolve("bin/aws").toFile().setExecutable(true)).isTrue();
        Files.writeString(
                folder.resolve("key.txt"),
                identity.privateKey().reveal() + "\n" + manifestKey.privateKey().reveal() + "\n");
    }

    /** @return the name of the snapshot */
    private String backUp(boolean isSealed, boolean isManifestSealed) throws IOException {
        Repository repository = Repository.of(
                small(DirectoryStore.of(folder.resolve("store"))),
                "uploads",
                new Envelope(
                        isSealed ? Optional.of(Compression.DEFAULT) : Optional.empty(),
                        isSealed ? List.of(identity.recipient()) : List.of()),
                isManifestSealed ? Optional.of(manifestKey) : Optional.empty());
        repository.writeRecipe();
        return StoredBucket.of(repository, 5, 3).backUp(source) + (isManifestSealed ? ".json.age" : ".json");
    }

    private static ObjectStore small(ObjectStore store) {
        return new OtherStore(store) {
            @Override
            public long maxObjectBytes() {
                return 90_000;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"open open", "sealed open", "sealed sealed"})
    void its_commands_restore_every_object_and_one(String how) throws Exception {
        String snapshot = backUp(how.startsWith("sealed"), how.endsWith("sealed"));

        Run run = run(commands(), snapshot, NASTY);

        assertThat(run.said()).contains(snapshot, "DONE").doesNotContain("FAILED");
        assertThat(run.status()).as(run.said()).isZero();
        assertThat(folder.resolve("file")).hasContent("nasty");
        assertThat(folder.resolve("broken")).doesNotExist();
        assertRestored();
    }

    private void assertRestored() throws IOException {
        Map<String, JsonNode> put = new HashMap<>();
        Map<String, byte[]> contents = new HashMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("target"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                JsonNode request = JsonMapper.builder().build().readTree(Files.readString(file));
                String key = request.required("Key").stringValue();
                put.put(key, request);
                contents.put(key, Files.readAllBytes(Path.of(file.toString().replace(".json", ""))));
            }
        }
        assertThat(put.keySet()).containsExactlyInAnyOrderElementsOf(source.keys());
        assertThat(contents).allSatisfy((key, content) -> assertThat(content).isEqualTo(source.content(key)));
        JsonNode nasty = put.get(NASTY);
        assertThat(nasty.required("ContentType").stringValue()).isEqualTo("text/plain");
        assertThat(nasty.required("CacheControl").stringValue()).isEqualTo("no-store");
        assertThat(nasty.required("Metadata").required("owner").stringValue()).isEqualTo("it's 7");
        assertThat(nasty.required("Tagging").stringValue()).isEqualTo("keep=a%26b");
        assertThat(nasty.required("Bucket").stringValue()).isEqualTo("new");
        assertThat(put.get("empty").has("Metadata")).isFalse();
    }

    @Test
    void its_commands_open_one_large_object_that_is_stored_in_several() throws Exception {
        String snapshot = backUp(true, false);

        run(commands(), snapshot, "large");

        assertThat(folder.resolve("file")).hasBinaryContent(source.content("large"));
        try (Stream<Path> stored = Files.walk(folder.resolve("store"))) {
            assertThat(stored.filter(path -> path.toString().matches(".*/data/.*\\.0003")))
                    .hasSize(1);
        }
    }

    /** In a shell that goes on after what fails, as one does that commands are pasted into. */
    @ParameterizedTest
    @ValueSource(strings = {"segments", "data", "snapshots"})
    void its_commands_say_that_something_damaged_has_failed(String what) throws Exception {
        String snapshot = backUp(true, true);
        Path damaged;
        try (Stream<Path> stored = Files.walk(folder.resolve("store/bucket/uploads/" + what))) {
            damaged = stored.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length - 1] ^= 1;
        Files.write(damaged, bytes);

        Run run = run(commands(), snapshot, "large");

        assertThat(run.said()).contains("FAILED");
    }

    @Test
    void its_commands_say_that_there_is_no_such_key() throws Exception {
        String snapshot = backUp(true, false);

        Run run = run(commands(), snapshot, "none");

        assertThat(run.said().lines().filter("FAILED"::equals)).hasSize(1);
    }

    private String commands() throws IOException {
        String recipe = Files.readString(folder.resolve("store/bucket/uploads/DISASTER-1.md"));
        return COMMANDS.matcher(recipe).results().map(found -> found.group(1)).collect(Collectors.joining());
    }

    private record Run(int status, String said) {}

    private Run run(String script, String snapshot, String key) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = shell.environment();
        environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
        environment.putAll(Map.of(
                "BUCKET",
                "none",
                "NAME",
                "uploads",
                "SNAPSHOT",
                snapshot,
                "KEY_FILE",
                "key.txt",
                "KEY",
                key,
                "FILE",
                "file",
                "TARGET",
                "new"));
        Process process = shell.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said);
    }
}
