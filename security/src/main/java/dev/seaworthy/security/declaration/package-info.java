/**
 * How this module tells a user what is wrong with a declaration: all problems at once, and the word that was meant.
 * Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.security.declaration.Problems}:
 *
 * <pre>{@code
 * Problems problems = new Problems("Content-Security-Policy");
 * problems.add("imgsrc is no directive" + Spelling.hint("imgsrc", Directive.names()));
 * problems.refuse();
 * }</pre>
 */
package dev.seaworthy.security.declaration;
