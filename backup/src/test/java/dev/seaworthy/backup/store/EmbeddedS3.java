package dev.seaworthy.backup.store;

import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** An S3 server in this process, with its client. */
public final class EmbeddedS3 {
    private final int port;
    private final S3Client client;

    /**
     * Nothing once it was stopped, and its objects with it: test classes keep their servers as long as the JVM lasts.
     */
    private @Nullable S3Proxy server;

    private EmbeddedS3(S3Proxy server) {
        this.server = server;
        this.port = server.getPort();
        this.client = client(UrlConnectionHttpClient.create());
    }

    /** A client of this server. The server answers before it has read the end of a chunked body, so there is none. */
    public S3Client client(SdkHttpClient http) {
        return builder(port).httpClient(http).build();
    }

    /** A client that asks another port, where something stands before this server; as it is, without an HTTP client. */
    public static S3ClientBuilder builder(int port) {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .serviceConfiguration(settings -> settings.chunkedEncodingEnabled(false))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("local-identity", "local-credential")));
    }

    public static EmbeddedS3 start() throws Exception {
        return start(new TransientNio2BlobStore());
    }

    /** One that keeps its objects in a folder, for many of them. */
    public static EmbeddedS3 startIn(Path folder) throws Exception {
        return start(new FilesystemNio2BlobStore(folder.toString()));
    }

    private static EmbeddedS3 start(AbstractNio2BlobStore objects) throws Exception {
        S3Proxy server = S3Proxy.builder()
                .blobStore(objects)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "local-identity", "local-credential")
                .build();
        server.start();
        return new EmbeddedS3(server);
    }

    public int port() {
        return port;
    }

    public S3Client client() {
        return client;
    }

    /** A new bucket. */
    public String bucket(String name) {
        client.createBucket(request -> request.bucket(name));
        return name;
    }

    public void stop() throws Exception {
        client.close();
        S3Proxy running = server;
        server = null;
        if (running != null) {
            running.stop();
        }
    }
}
