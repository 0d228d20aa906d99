package dev.seaworthy.core.deploy.command;

import dev.seaworthy.core.Secret;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Command lines of the Vercel CLI. Immutable. The token goes by the variable {@code VERCEL_TOKEN}, never by
 * {@code --token}.
 *
 * <p>The last line that {@code vercel deploy} writes to its standard output is the URL of the deployment.
 */
public final class Vercel {
    private final Command.Builder base;

    private Vercel(Command.Builder base) {
        this.base = base;
    }

    /** For the project that is linked where the process runs. */
    public static Vercel with(Secret token) {
        return new Vercel(Command.builder("vercel").secret("VERCEL_TOKEN", token));
    }

    /** For the project of these ids, without a link: {@code VERCEL_ORG_ID} and {@code VERCEL_PROJECT_ID}. */
    public Vercel project(String organization, String project) {
        return new Vercel(copy().environment("VERCEL_ORG_ID", organization).environment("VERCEL_PROJECT_ID", project));
    }

    /** For the project in this directory. */
    public Vercel directory(Path project) {
        return new Vercel(copy().directory(project));
    }

    /** {@code vercel deploy --prebuilt --prod --yes}: what {@code vercel build --prod} made, to production. */
    public Command deployPrebuilt() {
        return command("deploy", "--prebuilt", "--prod", "--yes");
    }

    /**
     * {@code vercel deploy --prebuilt --prod --skip-domain --yes}: a production deployment that no domain points to
     * yet. {@link #promote} shifts the traffic.
     */
    public Command stagePrebuilt() {
        return command("deploy", "--prebuilt", "--prod", "--skip-domain", "--yes");
    }

    /** {@code vercel promote <deployment> --yes}; it waits for its end, for {@code longest} at most. */
    public Command promote(String deployment, Duration longest) {
        return waiting("promote", deployment, longest);
    }

    /**
     * {@code vercel rollback <deployment> --yes}; it waits for its end, for {@code longest} at most.
     *
     * @param deployment the one to go back to. Without it the CLI only tells the status of a rollback.
     */
    public Command rollback(String deployment, Duration longest) {
        return waiting("rollback", deployment, longest);
    }

    private Command waiting(String verb, String deployment, Duration longest) {
        if (deployment.isBlank() || deployment.startsWith("-")) {
            throw new IllegalArgumentException("vercel " + verb + ": say which deployment, by its URL or its id");
        }
        return copy().arguments(verb, deployment, "--yes", "--timeout=" + longest.toSeconds() + "s")
                .timeout(longest.plus(Duration.ofMinutes(1)))
                .build();
    }

    private Command command(String... arguments) {
        return copy().arguments(arguments).build();
    }

    private Command.Builder copy() {
        return base.build().toBuilder();
    }
}
