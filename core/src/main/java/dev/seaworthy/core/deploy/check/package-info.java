/**
 * What a check of a release finds, and with what evidence: shared by the production checklist and the release.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.check.Verdict}:
 *
 * <pre>{@code
 * Check backupAge = () -> {
 *     Duration age = backups.age();
 *     return age.compareTo(Duration.ofHours(6)) <= 0
 *             ? Verdict.passed("The newest backup is young enough").with("age", age)
 *             : Verdict.failed("The newest backup is too old: see to the backup job").with("age", age);
 * };
 * }</pre>
 */
package dev.seaworthy.core.deploy.check;
