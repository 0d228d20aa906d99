/**
 * Where the objects are that a bucket backup reads, and where a restore puts them.
 *
 * <p>Start at {@link dev.seaworthy.backup.objects.source.ObjectSource}, which other stores can implement:
 *
 * <pre>{@code
 * try (Stream<SourceObject> objects = source.list(KeyRange.ALL)) {
 *     objects.forEach(object -> copy(source.open(object.key())));
 * }
 * }</pre>
 *
 * <p>{@link dev.seaworthy.backup.objects.source.S3Objects} needs {@code software.amazon.awssdk:s3} and an HTTP client
 * of that SDK, which a service adds itself. None of them creates buckets; a restore deletes objects only where it is
 * told to by {@code deleteOthers()}.
 */
package dev.seaworthy.backup.objects.source;
