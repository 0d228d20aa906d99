package dev.seaworthy.backup.objects.source;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** On a server that takes keys which others refuse, and knows tags. */
class S3MockObjectsTest extends S3ObjectsContract {
    private static S3MockServer server;

    @BeforeAll
    static void startServer(@TempDir Path folder) throws IOException {
        server = S3MockServer.start(folder);
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Override
    protected S3Client s3() {
        return server.client();
    }

    @Override
    protected boolean hasTags() {
        return true;
    }
}
