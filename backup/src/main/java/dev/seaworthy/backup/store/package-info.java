/**
 * Where backups are kept: a bucket, or a folder.
 *
 * <p>Start at {@link dev.seaworthy.backup.store.ObjectStore}:
 *
 * <pre>{@code
 * ObjectStore store = S3Store.builder(s3, "contentmax-backups")
 *         .serverSideEncryption(ServerSideEncryption.AES256)
 *         .storageClass(StorageClass.GLACIER_IR)
 *         .build();
 * try (InputStream in = store.open("database/a/manifest.json")) {
 *     in.transferTo(System.out);
 * }
 * }</pre>
 *
 * <p>{@link dev.seaworthy.backup.store.S3Store} needs {@code software.amazon.awssdk:s3} and an HTTP client of that SDK,
 * which a service adds itself. It creates no buckets, deletes no versions and sets no lifecycles.
 */
package dev.seaworthy.backup.store;
