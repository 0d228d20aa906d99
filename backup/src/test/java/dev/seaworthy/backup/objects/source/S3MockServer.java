package dev.seaworthy.backup.objects.source;

import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.testkit.Condition;
import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
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

    /** Returns when it answers. */
    static S3MockServer start(Path folder) throws Exception {
        int port = free();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-Djava.io.tmpdir=" + folder,
                        "-jar",
                        JAR.toAbsolutePath().toString(),
                        "--com.adobe.testing.s3mock.http-port=" + port,
                        "--server.port=" + free(),
                        "--logging.level.root=ERROR")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        S3MockServer server = new S3MockServer(process, port);
        server.awaitAnswer();
        return server;
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws Exception {
        Condition.await("S3Mock", this::answers);
    }

    private boolean answers() {
        try {
            client.listBuckets();
            return true;
        } catch (SdkException e) {
            if (!process.isAlive()) {
                throw new IllegalStateException("S3Mock ended with " + process.exitValue(), e);
            }
            return false;
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
