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
 */
package dev.seaworthy.backup.objects.source;
