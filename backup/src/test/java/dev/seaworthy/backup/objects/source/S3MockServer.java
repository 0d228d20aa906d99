package dev.seaworthy.backup.objects.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seaworthy.backup.store.EmbeddedS3;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The S3Mock of Adobe in a process of its own, which takes any key and knows tags. The build copies its jar. */
final class S3MockServer implements Closeable {
    private static final Path JAR = Path.of("target/s3mock/s3mock.jar");

    private final Process process;
    private final S3Client client;

    private S3MockServer(Process process, int port) {
        this.process = process;
        this.client = EmbeddedS3.builder(port)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** Returns when it has started. */
    static S3MockServer start(Path folder) throws IOException {
        int port = free();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + folder,
                        "-jar",
                        JAR.toAbsolutePath().toString(),
                        "--com.adobe.testing.s3mock.http-port=" + port,
                        "--server.port=" + free())
                .redirectErrorStream(true)
                .start();
        awaitStart(process);
        return new S3MockServer(process, port);
    }

    private static void awaitStart(Process process) throws IOException {
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = output.readLine();
        while (line != null && !line.contains(": Started S3Mock")) {
            line = output.readLine();
        }
        if (line == null) {
            process.destroyForcibly();
            throw new IOException("S3Mock ended before it had started");
        }
        Thread rest = new Thread(() -> drain(output), "s3mock-output");
        rest.setDaemon(true);
        rest.start();
    }

    private static void drain(BufferedReader output) {
        try {
            output.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // it has ended
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    S3Client client() {
        return client;
    }

    @Override
    public void close() throws IOException {
        client.close();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
