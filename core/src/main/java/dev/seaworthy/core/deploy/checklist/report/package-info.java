/**
 * What a checklist found, and the forms in which it is shown.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.checklist.report.ChecklistReport}:
 *
 * <pre>{@code
 * boolean colours = ChecklistReport.coloursAreWelcome(System.console() != null, System.getenv());
 * System.out.print(report.toText(colours));
 * Files.writeString(Path.of("checklist.xml"), report.toJUnitXml());
 * if (report.blocked()) {
 *     System.exit(1);
 * }
 * }</pre>
 */
package dev.seaworthy.core.deploy.checklist.report;
