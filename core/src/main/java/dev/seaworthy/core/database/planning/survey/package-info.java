/**
 * What is declared, what is there, and what was found to differ: the one look that all planners share.
 *
 * <p>Start at {@link dev.seaworthy.core.database.planning.survey.Survey}:
 *
 * <pre>{@code
 * survey.require(index.table(), index).ifPresent(table -> survey.change(table, change));
 * }</pre>
 */
package dev.seaworthy.core.database.planning.survey;
