/**
 * What a release notes down before and after each thing that it does, so that another process can go on from there.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.release.journal.Journal}:
 *
 * <pre>{@code
 * Journal journal = Journal.directory(Path.of("/var/lib/contentmax/releases"));
 * journal.read("contentmax").forEach(System.out::println);
 * }</pre>
 */
package dev.seaworthy.core.deploy.release.journal;
