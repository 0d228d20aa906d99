package dev.seaworthy.examples.contentmax.local;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** An S3 server in this process, on a free port, that keeps its objects in memory and checks signatures. */
public final class LocalObjectStorage implements AutoCloseable {
    private final S3Proxy server;

    private LocalObjectStorage(S3Proxy server) {
        this.server = server;
    }

    public static LocalObjectStorage start(String accessKeyId, String secretAccessKey) throws Exception {
        S3Proxy server = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKeyId, secretAccessKey)
                .build();
        server.start(); // returns once its port is bound
        return new LocalObjectStorage(server);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("The S3 server does not stop", e);
        }
    }
}
