package dev.seaworthy.examples.benchmarks.backup;

import dev.seaworthy.backup.encryption.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Backups and restores beside {@code pg_dump -Fc -Z0 | zstd | age | rclone rcat} and its reverse, in turn, of the same
 * generated database, to the same S3 server. {@code BackupRace [MEBIBYTES [ROUNDS [JAVA_HOME…]]]}, 1024, 3 and the one
 * that runs it by themselves. Ours is one call in a process of 64 MiB of heap that has backed up an empty database
 * before, as a service has; its whole process, which starts a JVM, is told beside. Ends with 1 if a bar is missed.
 */
public final class BackupRace {
    private static final List<String> PROGRAMS = List.of("bash", "pg_dump", "pg_restore", "zstd", "age", "rclone");
    private static final List<String> HASHES = List.of("none", "HASHTEXT", "SHA256");
    private static final String PIPELINE = "the pipeline";
    private static final String BACKUP =
            "pg_dump -Fc -Z0 postgres | zstd | age -r $RACE_RECIPIENT | rclone rcat race:race/pipeline";
    private static final String DELETE = "rclone delete race:race";

    private final Map<String, List<Script.Run>> backups = new LinkedHashMap<>();
    private final Map<String, List<Script.Run>> restores = new LinkedHashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final RaceDatabase database;
    private boolean missed;

    private BackupRace(RaceDatabase database, S3Server store, Path folder) throws IOException {
        this.database = database;
        Identity identity = Identity.generate();
        Path key =
                Files.writeString(folder.resolve("key"), identity.privateKey().reveal() + "\n");
        environment.putAll(store.rclone());
        environment.putAll(Map.of(
                "RACE_KEY", key.toString(),
                "RACE_RECIPIENT", identity.recipient().publicKey(),
                "RACE_IDENTITY", identity.privateKey().reveal(),
                "RACE_S3", store.uri().toString(),
                "RACE_PORT", String.valueOf(database.port()),
                "PGHOST", "127.0.0.1",
                "PGPORT", String.valueOf(database.port()),
                "PGUSER", "postgres"));
    }

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        Script.requirePrograms(PROGRAMS);
        int mebibytes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1024;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        List<String> homes = arguments.length > 2
                ? List.of(arguments).subList(2, arguments.length)
                : List.of(System.getProperty("java.home"));
        Path folder = Files.createTempDirectory("seaworthy-race-");
        boolean missed;
        try (RaceDatabase database = RaceDatabase.start(mebibytes);
                S3Server store = S3Server.start(folder)) {
            BackupRace race = new BackupRace(database, store, folder);
            race.warmUp();
            for (int round = 1; round <= rounds; round++) {
                race.round(homes);
            }
            race.judge(homes);
            missed = race.missed;
        } finally {
            S3Server.delete(folder);
        }
        System.exit(missed ? 1 : 0);
    }

    /** The first backup has the store compile its code and the table read from the disk: it is nobody's. */
    private void warmUp() throws IOException, InterruptedException {
        run("not counted", PIPELINE, BACKUP);
        new Script(DELETE, environment).run();
    }

    private void round(List<String> homes) throws IOException, SQLException, InterruptedException {
        keep(backups, PIPELINE, run("backup", PIPELINE, BACKUP));
        for (String home : homes) {
            for (String hash : HASHES) {
                keep(backups, name(home, hash), call("backup", name(home, hash), home, "backup " + hash));
            }
        }
        Script.Run restored = run(
                "restore",
                PIPELINE,
                "rclone cat race:race/pipeline | age -d -i $RACE_KEY | zstd -d"
                        + " | pg_restore --single-transaction --exit-on-error -d " + database.newTarget());
        keep(restores, PIPELINE, restored);
        for (String home : homes) {
            String id = last(backups, name(home, "HASHTEXT")).output();
            keep(
                    restores,
                    name(home, ""),
                    call("restore", name(home, ""), home, "restore " + id + " " + database.newTarget()));
        }
        say("stored: %s", new Script("rclone size race:race", environment).run().output());
        new Script(DELETE, environment).run();
    }

    private static void keep(Map<String, List<Script.Run>> runs, String name, Script.Run run) {
        runs.computeIfAbsent(name, unused -> new ArrayList<>()).add(run);
    }

    private static String name(String home, String hash) {
        String java = Path.of(home).getFileName().toString();
        return switch (hash) {
            case "" -> java;
            case "none" -> java + ", no fingerprint";
            default -> java + ", " + hash;
        };
    }

    private Script.Run call(String what, String name, String home, String arguments)
            throws IOException, InterruptedException {
        String line = home + "/bin/java -Xmx64m -cp '" + System.getProperty("java.class.path") + "' "
                + RaceChild.class.getName() + " " + arguments;
        Script.Run call = run(what + " (whole process)", name, line).ofCall();
        say(what, name, call);
        return call;
    }

    private Script.Run run(String what, String name, String line) throws IOException, InterruptedException {
        Script.Run run = new Script(line, environment).run();
        say(what, name, run);
        return run;
    }

    private static void say(String what, String name, Script.Run run) {
        say(
                "%-23s %-40s %6.2f s, processors %6.2f s, peak %4d MiB",
                what, name, run.seconds(), run.cpuSeconds(), run.peakMebibytes());
    }

    private static Script.Run last(Map<String, List<Script.Run>> runs, String name) {
        List<Script.Run> all = runs.getOrDefault(name, List.of());
        return all.get(all.size() - 1);
    }

    private void judge(List<String> homes) {
        say("medians of each, and of the ratios to the pipeline in the same round");
        for (String home : homes) {
            double bar = home.contains("17") ? 0.8 : 1;
            requireSpeed("backup", backups, name(home, "none"), bar);
            requireSpeed("restore", restores, name(home, ""), 1);
            requireFingerprint(name(home, "HASHTEXT"), name(home, "none"));
            requireFingerprint(name(home, "SHA256"), name(home, "none"));
        }
    }

    private void requireSpeed(String what, Map<String, List<Script.Run>> runs, String name, double bar) {
        List<Script.Run> ours = runs.getOrDefault(name, List.of());
        List<Script.Run> theirs = runs.getOrDefault(PIPELINE, List.of());
        double speed = median(ratios(theirs, ours, Script.Run::seconds));
        say(
                "%-8s %-48s %6.2f s beside %6.2f s: at %.2f of its speed (bar %.1f%s), %.2f of its processor time",
                what,
                name,
                median(figures(ours, Script.Run::seconds)),
                median(figures(theirs, Script.Run::seconds)),
                speed,
                bar,
                verdict(speed >= bar),
                median(ratios(ours, theirs, Script.Run::cpuSeconds)));
    }

    private void requireFingerprint(String name, String without) {
        double times = median(ratios(
                backups.getOrDefault(name, List.of()), backups.getOrDefault(without, List.of()), Script.Run::seconds));
        say("backup   %-48s %.2f of the time without (bar 2%s)", name, times, verdict(times <= 2));
    }

    private String verdict(boolean kept) {
        missed |= !kept;
        return kept ? "" : ", MISSED";
    }

    private static double[] figures(List<Script.Run> runs, ToDoubleFunction<Script.Run> figure) {
        return runs.stream().mapToDouble(figure).toArray();
    }

    private static double[] ratios(
            List<Script.Run> runs, List<Script.Run> beside, ToDoubleFunction<Script.Run> figure) {
        double[] ratios = figures(runs, figure);
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] /= figure.applyAsDouble(beside.get(round));
        }
        return ratios;
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
