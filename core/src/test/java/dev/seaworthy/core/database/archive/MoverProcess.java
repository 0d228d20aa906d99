package dev.seaworthy.core.database.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that moves rows in small batches until it is killed. */
final class MoverProcess {
    private MoverProcess() {}

    static Process start(String url, Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MoverProcess.class.getName(),
                        url)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    public static void main(String[] arguments) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        while (true) {
            Content.mover().batchSize(500).pause(Duration.ofMillis(2)).build().run(database);
        }
    }
}
