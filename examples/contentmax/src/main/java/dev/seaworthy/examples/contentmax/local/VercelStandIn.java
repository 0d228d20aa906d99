package dev.seaworthy.examples.contentmax.local;

import dev.seaworthy.core.Secret;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A directory that is linked to a project of Vercel, as the stand-in for its CLI knows it: a shell script that is
 * called as the real one is, and keeps its records in that directory.
 */
public final class VercelStandIn {
    private static final String PROGRAM = "vercel";

    private final Path programs;
    private final Path directory;
    private final Path records;

    private VercelStandIn(Path programs, Path directory) {
        this.programs = programs;
        this.directory = directory;
        records = directory.resolve(".vercel/stand-in");
    }

    /**
     * Links a new directory.
     *
     * @param programs where the script is
     * @param token whose token the script takes
     * @param production the deployment that visitors have today
     */
    public static VercelStandIn link(Path programs, Path directory, Secret token, URI production) throws IOException {
        VercelStandIn vercel = new VercelStandIn(programs.toAbsolutePath(), directory);
        Files.createDirectories(vercel.records);
        Path file = vercel.records.resolve("token");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, token.reveal() + "\n");
        Files.writeString(vercel.records.resolve("deployments"), production + "\n");
        Files.writeString(vercel.records.resolve("production"), production + "\n");
        return vercel;
    }

    public Path directory() {
        return directory;
    }

    /** A PATH on which the stand-in comes before a real CLI. */
    public String path() {
        return programs + File.pathSeparator + System.getenv("PATH");
    }

    /** The script itself. */
    public Path program() {
        return programs.resolve(PROGRAM);
    }

    /** Leaves what {@code vercel build --prod} would: here, where the version that was built answers. */
    public void build(URI version) throws IOException {
        Path output = Files.createDirectories(directory.resolve(".vercel/output"));
        Files.writeString(output.resolve("address"), version + "\n");
    }

    /** The deployment that all visitors have now. */
    public URI production() {
        return URI.create(lines("production").get(0));
    }

    /** All deployments, oldest first. */
    public List<URI> deployments() {
        return lines("deployments").stream().map(URI::create).toList();
    }

    /** What the script has done: {@code promote http://127.0.0.1:4000/}. */
    public List<String> log() {
        return Files.exists(records.resolve("log")) ? lines("log") : List.of();
    }

    private List<String> lines(String name) {
        try {
            return Files.readAllLines(records.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
