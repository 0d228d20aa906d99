package dev.seaworthy.examples.contentmax;

import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** ContentMax's buckets: three that users fill, one for backups. */
final class Buckets {
    static final String BACKUPS = "contentmax-backups";
    static final List<String> USERS = List.of("user-uploads", "generated-content", "templates");
    private static final int FILES = 12;

    private Buckets() {}

    static S3Client client(URI endpoint, Settings settings) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false)) // S3Proxy loses some chunks
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        settings.awsAccessKeyId().reveal(),
                        settings.awsSecretAccessKey().reveal())))
                .build();
    }

    /** Deletes one file of a bucket and overwrites another, as an accident would; returns how many that are. */
    static int damage(S3Client s3, String bucket) {
        s3.deleteObject(delete -> delete.bucket(bucket).key(key(1)));
        s3.putObject(put -> put.bucket(bucket).key(key(2)), RequestBody.fromString("Not what it was"));
        return 2;
    }

    private static String key(int number) {
        return "2026/%02d/file-%02d.txt".formatted(number, number);
    }

    /** Creates the buckets and fills the users' with files; returns how many files there are. */
    static int create(S3Client s3) {
        s3.createBucket(bucket -> bucket.bucket(BACKUPS));
        for (String bucket : USERS) {
            s3.createBucket(create -> create.bucket(bucket));
            for (int i = 1; i <= FILES; i++) {
                String key = key(i);
                String text = ("File " + i + " of " + bucket + "\n").repeat(i * 40);
                s3.putObject(
                        put -> put.bucket(bucket).key(key).contentType("text/plain"), RequestBody.fromString(text));
            }
        }
        return USERS.size() * FILES;
    }
}
