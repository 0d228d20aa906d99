package dev.seaworthy.examples.benchmarks.backup;

import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.source.DirectoryObjects;
import dev.seaworthy.backup.objects.source.S3Objects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Backups of a generated bucket beside {@code rclone copy} and {@code sync}, and of a generated folder beside restic,
 * on one S3 server: the first, one of what is unchanged, and a restore, which is compared to the byte and the metadata.
 * {@code BucketRace [SMALL [LARGE [MEBIBYTES [ROUNDS]]]]}: 10,000 objects of 4 KiB, 20 of 64 MiB, one round by
 * themselves. Whole processes in turn, ours in 128 MiB of heap. Ends with 1 if a bar is missed.
 */
public final class BucketRace implements AutoCloseable {
    private static final List<String> PROGRAMS = List.of("bash", "rclone", "restic", "sync");
    private static final String SOURCE = "source";

    /** Where what is backed up, or restored, comes to lie. */
    private static final List<String> TARGETS =
            List.of(S3Server.BUCKET, "copy", "sealed", "restored", "restored-open", "restored-copy", "restored-sealed");

    private final Map<String, String> environment = new HashMap<>();
    private final BucketFigures figures;
    private final RaceObjects objects;
    private final S3Server store;
    private final S3Client s3;
    private final Path folder;
    private final Path files;
    private final List<Racer> racers;

    /**
     * One of the race.
     *
     * @param restored the bucket or the folder that its restore fills
     */
    private record Racer(String name, String first, String again, String restore, String restored) {}

    private BucketRace(RaceObjects objects, S3Server store, Path folder) throws IOException, InterruptedException {
        this.objects = objects;
        this.store = store;
        this.folder = folder;
        this.s3 = S3Server.client(store.uri(), 16);
        this.files = folder.resolve("files");
        this.figures = new BucketFigures();
        environment.putAll(store.rclone());
        environment.putAll(store.restic());
        environment.putAll(Map.of(
                "RACE_IDENTITY",
                Identity.generate().privateKey().reveal(),
                "RACE_S3",
                store.uri().toString(),
                "RCLONE_CONFIG_SEALED_TYPE",
                "crypt",
                "RCLONE_CONFIG_SEALED_REMOTE",
                "race:sealed",
                "RCLONE_CONFIG_SEALED_PASSWORD",
                new Script("rclone obscure open-sesame", Map.of()).run().output(),
                "RESTIC_REPOSITORY",
                "s3:" + store.uri() + "/" + S3Server.BUCKET + "/restic",
                "RESTIC_PASSWORD",
                "open sesame",
                "RESTIC_CACHE_DIR",
                folder.resolve("restic-cache").toString()));
        String filled = folder.resolve("filled").toString();
        String unpacked = folder.resolve("unpacked").toString();
        this.racers = List.of(
                ours(BucketFigures.OURS, "sealed", SOURCE, "restored"),
                ours("Seaworthy, not encrypted", "open", SOURCE, "restored-open"),
                rclone(BucketFigures.RCLONE, "race:copy", "restored-copy"),
                rclone("rclone, by crypt", "sealed:", "restored-sealed"),
                new Racer(
                        "restic, of a folder",
                        "cd " + files + " && restic -q backup .",
                        "cd " + files + " && restic -q backup .",
                        "restic -q restore latest --target " + unpacked,
                        unpacked),
                ours("Seaworthy, of a folder", "folder", files.toString(), filled));
    }

    private static Racer ours(String racer, String name, String source, String restored) {
        String backup = child("backup", name, source);
        return new Racer(racer, backup, backup, child("restore", name, restored), restored);
    }

    private static String child(String what, String name, String where) {
        return System.getProperty("java.home") + "/bin/java -Xmx128m -cp '" + System.getProperty("java.class.path")
                + "' " + BucketChild.class.getName() + " " + what + " " + name + " " + where;
    }

    private static Racer rclone(String racer, String target, String restored) {
        return new Racer(
                racer,
                "rclone copy --disable copy --transfers 16 race:source " + target,
                "rclone sync --checksum --fast-list --disable copy --transfers 16 race:source " + target,
                "rclone copy --disable copy --transfers 16 " + target + " race:" + restored,
                restored);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        int[] sizes = {10_000, 20, 64, 1};
        for (int i = 0; i < arguments.length; i++) {
            sizes[i] = Integer.parseInt(arguments[i]);
        }
        BucketFigures figures = race(new RaceObjects(sizes[0], sizes[1], sizes[2]), sizes[3]);
        System.exit(figures.judge() ? 0 : 1);
    }

    static BucketFigures race(RaceObjects objects, int rounds) throws IOException, InterruptedException {
        Script.requirePrograms(PROGRAMS);
        Path folder = Files.createTempDirectory("seaworthy-race-");
        try (S3Server store = S3Server.start(folder);
                BucketRace race = new BucketRace(objects, store, folder)) {
            race.fill();
            for (int round = 1; round <= rounds; round++) {
                race.round(round);
            }
            return race.figures;
        } finally {
            S3Server.delete(folder);
        }
    }

    /** And has the server compile its code, which is nobody's time. */
    private void fill() throws IOException, InterruptedException {
        objects.writeTo(files);
        store.createBucket(SOURCE);
        RaceObjects.put(files, S3Objects.of(s3, SOURCE));
        store.createBucket("copy");
        new Script(racers.get(2).first(), environment).run();
        store.deleteBucket("copy");
    }

    private void round(int round) throws IOException, InterruptedException {
        for (String bucket : TARGETS) {
            store.createBucket(bucket);
        }
        new Script("restic -q init", environment).run();
        measure(BucketFigures.START, "a JVM", child("start", "sealed", SOURCE));
        List<Racer> order = new ArrayList<>(racers);
        Collections.rotate(order, 1 - round);
        for (Racer racer : order) {
            measure(BucketFigures.FIRST, racer.name(), racer.first());
        }
        measure(BucketFigures.FIRST, BucketFigures.WARMED, child("warmed", "warmed", SOURCE));
        for (Racer racer : order) {
            measure(BucketFigures.AGAIN, racer.name(), racer.again());
        }
        for (Racer racer : order) {
            measure(BucketFigures.RESTORE, racer.name(), racer.restore());
            requireRestored(racer);
        }
        for (String bucket : TARGETS) {
            store.deleteBucket(bucket);
        }
        S3Server.delete(folder.resolve("filled"));
        S3Server.delete(folder.resolve("unpacked"));
        S3Server.delete(folder.resolve("restic-cache"));
    }

    private void measure(String stage, String racer, String line) throws IOException, InterruptedException {
        new Script("sync", environment).run();
        double cpu = store.cpuSeconds();
        long written = store.writtenBytes();
        Script.Run run = new Script(line, environment).run();
        figures.add(
                stage, racer, new BucketFigures.Figure(run, store.cpuSeconds() - cpu, store.writtenBytes() - written));
    }

    /** Metadata of those of ours that keep it: the peers do not say that they do. */
    private void requireRestored(Racer racer) throws IOException, InterruptedException {
        String restored = racer.restored();
        if (restored.startsWith("/")) {
            RaceObjects.requireSame(DirectoryObjects.of(files), DirectoryObjects.of(Path.of(restored)), false);
        } else {
            RaceObjects.requireSame(
                    S3Objects.of(s3, SOURCE),
                    S3Objects.of(s3, restored),
                    racer.name().startsWith("Seaworthy"));
        }
    }

    @Override
    public void close() {
        s3.close();
    }
}
