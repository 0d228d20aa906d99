package dev.seaworthy.backup;

import dev.seaworthy.backup.Verification.Extent;
import dev.seaworthy.backup.Verification.Failed;
import dev.seaworthy.backup.Verification.Intact;
import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.content.Measure;
import dev.seaworthy.backup.content.StoredStream;
import dev.seaworthy.backup.content.VerifiedContent;
import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Sealing;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads contents back. */
final class Verifier {
    private final ObjectStore store;
    private final InstantSource clock;

    Verifier(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    Verification stored(List<Content> contents) {
        return all(
                contents,
                Extent.STORED,
                content -> verify(content, () -> {
                    try (InputStream stored = new StoredStream(store, content.objects())) {
                        stored.transferTo(OutputStream.nullOutputStream());
                        return content.plain();
                    }
                }));
    }

    Verification opened(List<Content> contents, Identity identity) {
        return all(
                contents,
                Extent.OPENED,
                content -> verify(content, () -> {
                    try (InputStream plain =
                            VerifiedContent.open(store, content, stored -> Sealing.open(stored, identity), () -> {})) {
                        return Measure.of(plain);
                    }
                }));
    }

    /** The first failure of one of them, or that all are intact. */
    private Verification all(List<Content> contents, Extent extent, Function<Content, Optional<Failed>> verify) {
        Instant start = clock.instant();
        Optional<Failed> failed =
                contents.stream().map(verify).flatMap(Optional::stream).findFirst();
        long bytes = contents.stream().mapToLong(Content::storedBytes).sum();
        return failed.<Verification>map(Function.identity())
                .orElseGet(() -> new Intact(extent, bytes, Duration.between(start, clock.instant())));
    }

    /** Reads all of one to its end, wherever what it holds ends. */
    private Optional<Failed> verify(Content content, Reading reading) {
        try {
            return reading.plain().equals(content.plain())
                    ? Optional.empty()
                    : failed(
                            Extent.OPENED,
                            "What " + content.objects().get(0).key()
                                    + " holds is not what was backed up: its SHA-256 differs");
        } catch (EncryptionException e) {
            return failed(Extent.OPENED, String.valueOf(e.getMessage()));
        } catch (StoreException | IOException e) {
            return failed(Extent.STORED, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Failed> failed(Extent where, String message) {
        return Optional.of(new Failed(where, message));
    }

    private interface Reading {
        Measure plain() throws IOException;
    }
}
