/**
 * What a scan may find, and what it is worth: the scores and grades of MDN's HTTP Observatory, and findings beside
 * them.
 *
 * <p>Start at {@link dev.seaworthy.security.scan.grade.Grade}:
 *
 * <pre>{@code
 * Grade grade = Grade.of(85);                        // A-
 * boolean good = grade.isAtLeast(Grade.B);
 * int malus = Rating.HSTS_NOT_IMPLEMENTED.modifier(); // -20
 * }</pre>
 *
 * <p>The table of scores and that of grades are those of {@code src/grader/charts.js} at commit a57b50e of
 * mdn/mdn-http-observatory, algorithm version 4, as looked up in November 2026.
 */
package dev.seaworthy.security.scan.grade;
