package dev.seaworthy.backup.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.content.ContentObject;
import dev.seaworthy.backup.content.Measure;
import dev.seaworthy.backup.fingerprint.DatabaseLocale;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.backup.fingerprint.LargeObjects;
import dev.seaworthy.backup.fingerprint.RowHash;
import dev.seaworthy.backup.fingerprint.SequencePosition;
import dev.seaworthy.backup.fingerprint.TableFingerprint;
import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ManifestsTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Manifests manifests = new Manifests(store);

    private final Manifest manifest = new Manifest(
            "20261124T090102345Z-a",
            Instant.parse("2026-11-24T09:01:02.345Z"),
            Duration.ofMillis(1234),
            new Content(
                    new Measure(10_000_000_000L, "ab".repeat(32)),
                    new Measure(2_000_000_000L, "cd".repeat(32)),
                    List.of(
                            object("database/20261124T090102345Z-a/dump.zst.age", 1_500_000_000L),
                            object("database/20261124T090102345Z-a/dump.zst.age.0002", 500_100_000L))),
            rows(),
            Globals.of(content("database/20261124T090102345Z-a/globals.sql.zst.age")),
            new Fingerprint(
                    RowHash.SHA256,
                    "-7",
                    new TreeMap<>(Map.of(
                            "public.content",
                            new TableFingerprint(5_000_000_000L, "-123456789012345678901234567890"),
                            "\"Häfen\".\"x.\"\"y\"",
                            TableFingerprint.EMPTY)),
                    new TreeMap<>(Map.of(
                            "public.a", new SequencePosition(Long.MAX_VALUE, true, false, false),
                            "public.b", new SequencePosition(-7, false, true, true))),
                    new LargeObjects(3, "99"),
                    new TreeMap<>(Map.of("hstore", "1.8")),
                    new TreeMap<>(Map.of("public.far", "foreign table")),
                    new DatabaseLocale("LATIN1", "de_DE", "C", "icu", "de-DE")),
            Duration.ofMillis(99),
            "PostgreSQL 15.18",
            "pg_dump 15.18",
            List.of("age1a", "age1b"));

    /** In an order that is not that of their names. */
    private static Map<String, Content> rows() {
        Map<String, Content> rows = new LinkedHashMap<>();
        rows.put("public.content", content("database/20261124T090102345Z-a/rows.0001.zst.age"));
        rows.put("\"Häfen\".\"x.\"\"y\"", content("database/20261124T090102345Z-a/rows.0002.zst.age"));
        return rows;
    }

    private static Content content(String key) {
        return new Content(
                new Measure(30, "01".repeat(32)), new Measure(20, "23".repeat(32)), List.of(object(key, 25)));
    }

    private static ContentObject object(String key, long bytes) {
        return new ContentObject(key, new Measure(bytes, "ef".repeat(32)));
    }

    @Test
    void tells_which_objects_have_no_manifest() throws IOException {
        manifests.publish(manifest);
        put("database/20261124T090102345Z-a/dump.zst.age", "");
        put("database/b/dump.zst.age", "");
        put("database/b/dump.zst.age.0002", "");
        put("database/other", "");
        put("database/c/d/e", "");

        assertThat(manifests.keysWithoutManifest())
                .containsExactlyInAnyOrder("database/b/dump.zst.age", "database/b/dump.zst.age.0002");
    }

    @Test
    void reads_what_it_published() throws IOException {
        manifests.publish(manifest);

        assertThat(manifests.read(manifest.id())).isEqualTo(manifest);
        assertThat(manifests.read(manifest.id()).rows().keySet())
                .containsExactly("public.content", "\"Häfen\".\"x.\"\"y\"");
        assertThat(manifests.ids()).containsExactly(manifest.id());
    }

    /** A text that was stored before rows could be apart and globals were kept. */
    @Test
    void reads_a_manifest_of_the_first_version() throws IOException {
        String id = "20261124T090102345Z-9eb267189cfe83e42d43697491ec329b";
        put("database/" + id + "/manifest.json", firstVersion());

        Manifest first = manifests.read(id);

        assertThat(first.rows()).isEmpty();
        assertThat(first.globals().missing()).contains("did not store them");
        assertThat(first.contents()).containsExactly(first.content());
        assertThat(first.plainBytes()).isEqualTo(79);
        assertThat(first.storedBytes()).isEqualTo(290);
        assertThat(first.fingerprint().rows()).isEqualTo(Map.of("public.content", 3L, "public.empty", 0L));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void refuses_a_version_that_it_does_not_know(int version) throws IOException {
        put("database/a/manifest.json", firstVersion().replace("Version\" : 1", "Version\" : " + version));

        assertThatThrownBy(() -> manifests.read("a"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("format version " + version + " needs another version of Seaworthy");
    }

    private String firstVersion() throws IOException {
        try (InputStream stored = Objects.requireNonNull(getClass().getResourceAsStream("manifest-1.json"))) {
            return new String(stored.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void says_why_globals_are_missing() throws IOException {
        Manifest without = new Manifest(
                manifest.id(),
                manifest.createdAt(),
                manifest.duration(),
                manifest.content(),
                Map.of(),
                Globals.missing("permission denied"),
                manifest.fingerprint(),
                manifest.hashing(),
                manifest.server(),
                manifest.tool(),
                manifest.recipients());

        manifests.publish(without);

        assertThat(manifests.read(manifest.id())).isEqualTo(without);
    }

    @Test
    void never_publishes_one_id_twice() throws IOException {
        manifests.publish(manifest);

        assertThatThrownBy(() -> manifests.publish(manifest)).isInstanceOf(ObjectExistsException.class);
    }

    @Test
    void takes_no_other_object_for_a_manifest() throws IOException {
        put("database/a/dump.zst.age", "");
        put("database/a/b/manifest.json", "");
        put("database/manifest.json", "");
        put("database/c/manifest.json.old", "");

        assertThat(manifests.ids()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no json", "[]", "{}", "{\"formatVersion\": 2}", "{\"formatVersion\": 1, \"id\": 5}", "null"
            })
    void tells_which_object_is_no_manifest(String text) throws IOException {
        put("database/a/manifest.json", text);

        assertThatThrownBy(() -> manifests.read("a"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("database/a/manifest.json is no manifest");
    }

    @Test
    void one_bit_that_is_changed_anywhere_is_found() {
        ManifestFormat format = new ManifestFormat();
        byte[] text = format.write(manifest);

        for (int bit = 0; bit < 8 * text.length; bit++) {
            byte[] changed = text.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> format.read(changed)).as("bit %s", bit).isInstanceOf(RuntimeException.class);
        }
        assertThat(format.read(text)).isEqualTo(manifest);
    }

    @Test
    void says_that_it_was_changed() throws IOException {
        manifests.publish(manifest);
        put("database/b/manifest.json", textOf(manifest.id()).replace("PostgreSQL 15.18", "PostgreSQL 15.19"));

        assertThatThrownBy(() -> manifests.read("b"))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("is no manifest: its checksum is that of another text, so it was changed");
    }

    @Test
    void one_with_the_rows_of_a_table_twice_is_none() {
        ManifestFormat format = new ManifestFormat();
        ObjectNode root =
                JsonMapper.builder().build().readTree(format.write(manifest)).asObject();
        ArrayNode rows = root.required("rows").asArray();
        rows.add(rows.get(0).deepCopy());
        Checksum.seal(root);

        assertThatThrownBy(() -> format.read(root.toString().getBytes(StandardCharsets.UTF_8)))
                .hasMessage("it has the rows of public.content twice");
    }

    @Test
    void a_key_whose_folder_is_no_id_is_of_no_backup() throws IOException {
        put("database/a b/manifest.json", "");
        put("database/ä/manifest.json", "");

        assertThat(manifests.ids()).isEmpty();
    }

    @Test
    void refuses_the_manifest_of_another_backup() throws IOException {
        manifests.publish(manifest);
        put("database/copy/manifest.json", textOf(manifest.id()));

        assertThatThrownBy(() -> manifests.read("copy"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("database/copy/manifest.json is not the manifest of backup copy: it is of "
                        + manifest.id() + "; it names database/" + manifest.id() + "/dump.zst.age; it names ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "database/20261124T090102345Z-b/dump.zst.age",
                "database/20261124T090102345Z-a",
                "database/20261124T090102345Z-a/../20261124T090102345Z-b/dump.zst.age",
                "database/20261124T090102345Z-a/../../secrets",
                "/etc/passwd",
                "database/20261124T090102345Z-a/",
                ""
            })
    void refuses_keys_outside_of_its_folder(String key) throws IOException {
        manifests.publish(manifest);
        String text = textOf(manifest.id()).replace("database/20261124T090102345Z-a/dump.zst.age.0002", key);
        store.delete("database/20261124T090102345Z-a/manifest.json");
        put(
                "database/20261124T090102345Z-a/manifest.json",
                new String(ManifestText.sealed(text), StandardCharsets.UTF_8));

        assertThatThrownBy(() -> manifests.read(manifest.id()))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("is not the manifest of backup 20261124T090102345Z-a: it names " + key);
    }

    private String textOf(String id) throws IOException {
        try (InputStream in = store.open("database/" + id + "/manifest.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void put(String key, String text) throws IOException {
        try (Upload upload = store.upload(key)) {
            upload.stream().write(text.getBytes(StandardCharsets.UTF_8));
            upload.stream().close();
            upload.commit();
        }
    }
}
