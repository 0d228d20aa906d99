package dev.seaworthy.core.deploy.command;

import java.util.List;

/**
 * How a command ended. Immutable. Secrets in its output are masked, and control characters are gone.
 *
 * @param command as {@link Command#toString} shows it
 * @param exitCode as a shell tells it: 128 and the number of the signal, if a signal ended it
 * @param timedOut whether it was ended because its time was over
 * @param output the last lines of its standard output, {@value #KEPT_LINES} at most
 * @param errors the same of its standard error
 */
public record CommandResult(String command, int exitCode, boolean timedOut, List<String> output, List<String> errors) {
    /** How many lines of each stream are kept: {@value}. */
    public static final int KEPT_LINES = 200;

    public CommandResult {
        output = List.copyOf(output);
        errors = List.copyOf(errors);
    }

    /** Whether it ended by itself, with 0. */
    public boolean succeeded() {
        return exitCode == 0 && !timedOut;
    }

    /** The last line of its standard output that is not blank, or an empty text. */
    public String lastLine() {
        return last(output);
    }

    /**
     * This, if it succeeded.
     *
     * @throws CommandException with the exit code and the last line that it wrote
     */
    public CommandResult orThrow() {
        if (!succeeded()) {
            throw new CommandException(sentence());
        }
        return this;
    }

    /** {@code vercel deploy: exit code 1: Error: no project}. */
    String sentence() {
        String said = last(errors).isEmpty() ? lastLine() : last(errors);
        return command
                + (timedOut ? ": did not end in time" : ": exit code " + exitCode)
                + (said.isEmpty() ? "" : ": " + said);
    }

    private static String last(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (!lines.get(i).isBlank()) {
                return lines.get(i).strip();
            }
        }
        return "";
    }
}
