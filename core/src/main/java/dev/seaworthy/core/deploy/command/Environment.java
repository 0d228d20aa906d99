package dev.seaworthy.core.deploy.command;

import dev.seaworthy.core.Secret;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The variables of a child process: those that are named, and no other. */
record Environment(Map<String, String> plain, Map<String, Secret> secret) {
    /** What every command inherits: where programs and the user's files are, and the language of messages. */
    static final Set<String> ALWAYS = Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    Collection<Secret> secrets() {
        return secret.values();
    }

    void writeTo(Map<String, String> environment) {
        environment.clear();
        environment.putAll(plain);
        secret.forEach((name, value) -> environment.put(name, value.reveal()));
    }

    /**
     * The file of a program: by this PATH, and not by that of the JVM. Folders that are not absolute are left out.
     *
     * @throws CommandException if it is in none of them
     */
    Path find(String program) {
        for (String folder : plain.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path file = Path.of(folder, program);
            if (file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file;
            }
        }
        throw new CommandException(program + " is in no folder of PATH: install it, or give PATH to the command");
    }

    /** Those of this process that are allowed, with what is said of them beside. */
    static Environment of(
            Map<String, String> own,
            Collection<String> allowed,
            Map<String, String> plain,
            Map<String, Secret> secret) {
        Map<String, String> all = new LinkedHashMap<>();
        own.forEach((name, value) -> {
            if (ALWAYS.contains(name) || allowed.contains(name)) {
                all.put(name, value);
            }
        });
        all.putAll(plain);
        all.keySet().removeAll(List.copyOf(secret.keySet()));
        return new Environment(all, secret);
    }
}
