/**
 * A {@code .env} file, read as the program that it was written for reads it.
 *
 * <p>Start at {@link dev.seaworthy.core.config.dotenv.DotEnv}:
 *
 * <pre>{@code
 * DotEnv read = DotEnv.read(Path.of(".env"), Dialect.STRICT);
 * read.refusals().forEach(refusal -> log.error("line {}: {}", refusal.line(), refusal.rule()));
 * read.entries().forEach(entry -> variables.put(entry.name(), entry.value()));
 * }</pre>
 *
 * <p>It expands and runs nothing: <code>${NAME}</code> and {@code $(command)} stay as they are written. It neither
 * looks for the file nor touches the process environment.
 */
package dev.seaworthy.core.config.dotenv;
