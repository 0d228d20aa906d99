package dev.seaworthy.examples.benchmarks.backup;

import dev.seaworthy.backup.objects.source.DirectoryObjects;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.ObjectTarget;
import dev.seaworthy.backup.objects.source.SourceObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * What is backed up: small objects of 4 KiB and large ones, each other than the others, the same in each run; every
 * other one of words that zstd makes some three times smaller, the rest of random bytes. Each has a type and two more
 * entries of metadata.
 *
 * @param largeMebibytes the size of a large one
 */
record RaceObjects(int small, int large, int largeMebibytes) {
    private static final int SMALL_BYTES = 4096;
    private static final int PER_FOLDER = 100;
    private static final int BLOCK = 64 * 1024;
    private static final int THREADS = 8;
    private static final byte[][] WORDS = words();

    private static byte[][] words() {
        SplittableRandom random = new SplittableRandom(1);
        byte[][] words = new byte[2048][];
        for (int i = 0; i < words.length; i++) {
            words[i] = (Long.toString(random.nextLong(1L << 40), 36) + " ").getBytes(StandardCharsets.US_ASCII);
        }
        return words;
    }

    long bytes() {
        return (long) small * SMALL_BYTES + large * largeBytes();
    }

    private long largeBytes() {
        return largeMebibytes * 1024L * 1024;
    }

    /** Writes each into a file of a folder. */
    void writeTo(Path folder) throws IOException {
        for (int i = 0; i < small; i++) {
            write(folder.resolve(String.format(Locale.ROOT, "small/%03d/%05d", i / PER_FOLDER, i)), i, SMALL_BYTES);
        }
        for (int i = 0; i < large; i++) {
            write(folder.resolve("large/" + i), -1 - i, largeBytes());
        }
    }

    private static void write(Path file, int seed, long bytes) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        SplittableRandom random = new SplittableRandom(seed);
        byte[] block = new byte[(int) Math.min(BLOCK, bytes)];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long done = 0; done < bytes; done += block.length) {
                if (seed % 2 == 0) {
                    fillWithWords(block, random);
                } else {
                    random.nextBytes(block);
                }
                out.write(block);
            }
        }
    }

    private static void fillWithWords(byte[] block, SplittableRandom random) {
        ByteBuffer room = ByteBuffer.wrap(block);
        while (room.hasRemaining()) {
            byte[] word = WORDS[random.nextInt(WORDS.length)];
            room.put(word, 0, Math.min(word.length, room.remaining()));
        }
    }

    /** Puts what lies in a folder into a bucket, with metadata. */
    static void put(Path folder, ObjectTarget bucket) throws IOException, InterruptedException {
        DirectoryObjects files = DirectoryObjects.of(folder);
        each(files, object -> {
            ObjectMetadata metadata = new ObjectMetadata(
                    Map.of("content-type", "text/x-" + object.key().length(), "cache-control", "max-age=60"),
                    Map.of("owner", object.key().substring(object.key().length() - 1)),
                    Map.of());
            try (ObjectContent content = files.open(object.key())) {
                bucket.put(object, metadata, content);
            }
        });
    }

    /** Fails unless one has the objects of the other, to the byte and, if both keep it, the metadata. */
    static void requireSame(ObjectSource one, ObjectSource other, boolean withMetadata)
            throws IOException, InterruptedException {
        if (!keys(one).equals(keys(other))) {
            throw new IllegalStateException("What was restored has other keys");
        }
        each(one, object -> {
            try (ObjectContent was = one.open(object.key());
                    ObjectContent is = other.open(object.key())) {
                if (!sameBytes(was, is)) {
                    throw new IllegalStateException("Of other bytes: " + object.key());
                }
                if (withMetadata && !was.metadata().equals(is.metadata())) {
                    throw new IllegalStateException(
                            "Of other metadata: " + object.key() + ", " + is.metadata() + " for " + was.metadata());
                }
            }
        });
    }

    private static List<String> keys(ObjectSource source) {
        try (Stream<SourceObject> objects = source.list(KeyRange.ALL)) {
            return objects.map(SourceObject::key).toList();
        }
    }

    private static boolean sameBytes(ObjectContent one, ObjectContent other) throws IOException {
        byte[] ones = one.readNBytes(BLOCK);
        while (ones.length > 0 && Arrays.equals(ones, other.readNBytes(BLOCK))) {
            ones = one.readNBytes(BLOCK);
        }
        return ones.length == 0 && other.read() < 0;
    }

    private interface Work {
        void of(SourceObject object) throws IOException;
    }

    private static void each(ObjectSource source, Work work) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Stream<SourceObject> objects = source.list(KeyRange.ALL)) {
            List<Future<?>> done = new ArrayList<>();
            objects.forEach(object -> done.add(threads.submit(() -> {
                work.of(object);
                return object;
            })));
            for (Future<?> one : done) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
