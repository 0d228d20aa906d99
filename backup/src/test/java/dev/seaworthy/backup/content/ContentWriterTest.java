package dev.seaworthy.backup.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Sealing;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ContentWriterTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Identity identity = Identity.generate();

    @AfterEach
    void hasEndedItsThreads() {
        long start = System.nanoTime();
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("seaworthy-backup-"))) {
            assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
        }
    }

    @Test
    void measures_each_stage() throws IOException {
        byte[] plain = noise(3_000_000);

        Content content;
        try (ContentWriter writer = writer()) {
            writer.stream().write(plain);
            writer.stream().close();
            content = writer.commit(new Written());
        }

        byte[] stored = store.open("a").readAllBytes();
        assertThat(content.plain()).isEqualTo(Measure.of(new ByteArrayInputStream(plain)));
        assertThat(content.objects())
                .containsExactly(new ContentObject("a", Measure.of(new ByteArrayInputStream(stored))));
        try (InputStream opened = Sealing.open(new ByteArrayInputStream(stored), identity)) {
            assertThat(opened.readAllBytes()).isEqualTo(plain);
        }
    }

    @Test
    void throws_the_failure_of_the_store_as_it_is() {
        store.failNext(InMemoryObjectStore.Operation.WRITE);

        assertThatThrownBy(() -> {
                    try (ContentWriter writer = writer()) {
                        try (var stream = writer.stream()) {
                            stream.write(noise(30_000_000));
                        }
                        writer.commit(new Written());
                    }
                })
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("WRITE of a");

        assertThat(store.list("")).isEmpty();
    }

    @Test
    void commits_nothing_after_a_failure_that_went_unheeded() throws IOException {
        try (ContentWriter writer = writer()) {
            store.failNext(InMemoryObjectStore.Operation.WRITE);
            try {
                writer.stream().write(noise(30_000_000));
            } catch (StoreException e) {
                writer.stream().close();
            }
            assertThatThrownBy(() -> writer.commit(new Written()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Not all of it was written")
                    .hasCauseInstanceOf(StoreException.class);
        }

        assertThat(store.list("")).isEmpty();
    }

    @Test
    void ends_without_the_end_of_its_stream() throws IOException {
        try (ContentWriter writer = writer()) {
            writer.stream().write(noise(3_000_000));
        }

        assertThat(store.list("")).isEmpty();
    }

    private ContentWriter writer() throws IOException {
        return new ContentWriter(store, "a", Envelope.sealed(Compression.DEFAULT, List.of(identity.recipient())));
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(2).nextBytes(noise);
        return noise;
    }
}
