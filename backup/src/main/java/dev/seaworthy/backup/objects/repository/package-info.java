/**
 * What bucket backups keep in a store: contents, each once; segments, which tell what keys had them; snapshots, which
 * are lists of segments.
 *
 * <p>Start at {@link dev.seaworthy.backup.objects.repository.Repository}:
 *
 * <pre>{@code
 * StoredContent pack = ...; // by Contents.pack
 * SegmentRef segment = repository.segments().write(run, 1, new Segment(KeyRange.ALL, entries, List.of(pack)), written);
 * repository.snapshots().publish(snapshot);
 * }</pre>
 *
 * <p>Not exported. What is stored is never changed. A segment is stored after the contents that it names, a snapshot
 * after its segments. The layout: {@code bucket/<name>/data/<run>/}, {@code …/segments/<run>/},
 * {@code …/snapshots/<id>.json}.
 */
package dev.seaworthy.backup.objects.repository;
