package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.command.Command;
import dev.seaworthy.core.deploy.command.CommandResult;
import java.time.Duration;
import java.util.Optional;

/** What a step does, or how that is undone: code, or a command that code runs. */
record Work(StepAction action, Optional<Command> command) {
    /** What a command needs after its grace, to kill its processes and to read what they wrote. */
    private static final Duration ENDING = Duration.ofSeconds(10);

    static Work of(StepAction action) {
        return new Work(action, Optional.empty());
    }

    /** @param notes what the names of its notes begin with */
    static Work of(Command command, String notes) {
        return new Work(
                context -> {
                    CommandResult result = command.run();
                    context.note(notes + "exit code", String.valueOf(result.exitCode()));
                    context.note(notes + "output", cut(result.lastLine()));
                    result.orThrow();
                },
                Optional.of(command));
    }

    /** A character of two halves is not cut apart. */
    private static String cut(String line) {
        if (line.length() <= StepContext.MOST_CHARACTERS) {
            return line;
        }
        int end = StepContext.MOST_CHARACTERS;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
    }

    /** As one would type it, or an empty text. */
    String described() {
        return command.map(Command::toString).orElse("");
    }

    /** How long a command can take, its end by force included. */
    Optional<Duration> time() {
        return command.map(each -> each.timeout().plus(grace()));
    }

    /** How long it needs at least to end once it is interrupted. */
    Duration grace() {
        return command.map(each -> each.grace().plus(ENDING)).orElse(Duration.ZERO);
    }
}
