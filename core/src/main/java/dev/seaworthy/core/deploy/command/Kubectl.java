package dev.seaworthy.core.deploy.command;

import java.time.Duration;

/** Command lines of {@code kubectl rollout}. Immutable. Inherits {@code KUBECONFIG}. */
public final class Kubectl {
    private final Command.Builder base;

    private Kubectl(Command.Builder base) {
        this.base = base;
    }

    /** For the current context and its namespace. */
    public static Kubectl currentContext() {
        return new Kubectl(Command.builder("kubectl").inherit("KUBECONFIG"));
    }

    /** For a context of the configuration, whatever the current one is. */
    public Kubectl context(String name) {
        return new Kubectl(copy().arguments("--context=" + name));
    }

    public Kubectl namespace(String name) {
        return new Kubectl(copy().arguments("--namespace=" + name));
    }

    /**
     * {@code kubectl rollout status deployment/web}: waits until the rollout is done, for {@code longest} at most.
     *
     * @param resource {@code deployment/web}, for instance
     */
    public Command rolloutStatus(String resource, Duration longest) {
        return rollout("status", resource)
                .arguments("--timeout=" + longest.toSeconds() + "s")
                .timeout(longest.plus(Duration.ofMinutes(1)))
                .build();
    }

    /** {@code kubectl rollout undo deployment/web}: back to the revision before. */
    public Command rolloutUndo(String resource) {
        return rollout("undo", resource).build();
    }

    /** {@code kubectl rollout undo deployment/web --to-revision=3}: safe to run twice. */
    public Command rolloutUndo(String resource, int revision) {
        return rollout("undo", resource).arguments("--to-revision=" + revision).build();
    }

    /** {@code kubectl rollout restart deployment/web}. */
    public Command rolloutRestart(String resource) {
        return rollout("restart", resource).build();
    }

    private Command.Builder rollout(String verb, String resource) {
        if (!resource.matches("[a-z][a-z.]*/[a-z0-9][a-z0-9.-]*")) {
            throw new IllegalArgumentException(
                    "kubectl rollout " + verb + " needs a resource like deployment/web: \"" + resource + "\"");
        }
        return copy().arguments("rollout", verb, resource);
    }

    private Command.Builder copy() {
        return base.build().toBuilder();
    }
}
