/**
 * Bucket backups: snapshots of all objects of a bucket, each content stored once, at any size.
 *
 * <p>Start at {@link dev.seaworthy.backup.objects.BucketBackups}:
 *
 * <pre>{@code
 * BucketBackups uploads = BucketBackups.builder("user-uploads")
 *         .source(S3Objects.of(s3, "user-uploads"))
 *         .store(S3Store.of(backupS3, "contentmax-backups"))
 *         .repositoryKey(secret)
 *         .encryptTo(Recipient.of("age1…"))
 *         .build();
 * SnapshotReport report = uploads.backUp();
 * }</pre>
 *
 * <p>It has no schedule: run {@code backUp()} as a job, or a big bucket by all nodes, as
 * {@link dev.seaworthy.backup.objects.ShardedBackup} does. {@code docs/guides/bucket-backups.md} tells what is stored
 * how.
 */
package dev.seaworthy.backup.objects;
