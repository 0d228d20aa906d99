package dev.seaworthy.examples.benchmarks.backup;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** S3Proxy in a process of its own, keeping its objects in a folder; Maven puts its jar into the build's folder. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "race";

    private static final Path JAR = besideClasses("s3/s3proxy.jar");
    private static final String USER = "local-identity";
    private static final String SECRET = "local-credential";

    private final Process process;
    private final URI uri;
    private final Path objects;

    private S3Server(Process process, URI uri, Path objects) {
        this.process = process;
        this.uri = uri;
        this.objects = objects;
    }

    private static Path besideClasses(String file) {
        try {
            return Path.of(S3Server.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling(file);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static S3Server start(Path folder) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + freePort());
        Path objects = Files.createDirectories(folder.resolve("objects"));
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "s3proxy.endpoint",
                uri.toString(),
                "s3proxy.authorization",
                "aws-v2-or-v4",
                "s3proxy.identity",
                USER,
                "s3proxy.credential",
                SECRET,
                "jclouds.provider",
                "filesystem-nio2",
                "jclouds.identity",
                USER,
                "jclouds.credential",
                SECRET,
                "jclouds.filesystem.basedir",
                objects.toString()));
        Path file = folder.resolve("s3proxy.properties");
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-DLOG_LEVEL=warn",
                        "-Xmx512m",
                        "-jar",
                        JAR.toString(),
                        "--properties",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("s3proxy.log").toFile())
                .start();
        S3Server server = new S3Server(process, uri, objects);
        server.awaitPort();
        server.createBucket(BUCKET);
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Does nothing if it is there. */
    void createBucket(String name) throws IOException {
        Files.createDirectories(objects.resolve(name));
    }

    /** With all that is in it. */
    void deleteBucket(String name) throws IOException {
        delete(objects.resolve(name));
    }

    private void awaitPort() throws IOException, InterruptedException {
        while (process.isAlive()) {
            try {
                new Socket(uri.getHost(), uri.getPort()).close();
                return;
            } catch (ConnectException e) {
                Thread.sleep(50);
            }
        }
        throw new IOException("S3Proxy has ended; " + JAR + " comes by ./mvnw package of examples/benchmarks");
    }

    URI uri() {
        return uri;
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    /** Seconds of the processors that the server has used. */
    double cpuSeconds() throws IOException {
        return ProcessorTime.of(process.pid()) / 1e3;
    }

    /** What it has written, into connections and files. */
    long writtenBytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "io"))) {
            return lines.filter(line -> line.startsWith("wchar: "))
                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                    .sum();
        }
    }

    /** The server answers before it has read the end of a chunked body, so there is none. */
    static S3Client client(URI uri) {
        return client(uri, UrlConnectionHttpClient.create());
    }

    /** One that keeps so many connections open. */
    static S3Client client(URI uri, int connections) {
        return client(
                uri, Apache5HttpClient.builder().maxConnections(connections).build());
    }

    private static S3Client client(URI uri, SdkHttpClient http) {
        return S3Client.builder()
                .endpointOverride(uri)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .serviceConfiguration(settings -> settings.chunkedEncodingEnabled(false))
                .httpClient(http)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(USER, SECRET)))
                .build();
    }

    /** What restic needs to know of it; its repository is {@code s3:<uri>/<bucket>/<path>}. */
    Map<String, String> restic() {
        return Map.of("AWS_ACCESS_KEY_ID", USER, "AWS_SECRET_ACCESS_KEY", SECRET);
    }

    /** What rclone needs to know of it, under the name {@code race:}. */
    Map<String, String> rclone() {
        return Map.of(
                "RCLONE_CONFIG",
                "/dev/null",
                "RCLONE_CONFIG_RACE_TYPE",
                "s3",
                "RCLONE_CONFIG_RACE_PROVIDER",
                "Other",
                "RCLONE_CONFIG_RACE_ENDPOINT",
                uri.toString(),
                "RCLONE_CONFIG_RACE_ACCESS_KEY_ID",
                USER,
                "RCLONE_CONFIG_RACE_SECRET_ACCESS_KEY",
                SECRET);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
