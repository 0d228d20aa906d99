package dev.seaworthy.examples.contentmax;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.deploy.command.Command;
import dev.seaworthy.core.deploy.command.CommandException;
import dev.seaworthy.core.deploy.command.Vercel;
import dev.seaworthy.examples.contentmax.local.VercelStandIn;
import java.time.Duration;
import java.util.function.Consumer;

/** What brings a version in: the Vercel CLI, each call of it a child process. Here it is a stand-in for that. */
final class Platform {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Vercel vercel;
    private final VercelStandIn standIn;
    private final Consumer<String> listener;

    /** @param listener hears each line that the CLI writes */
    Platform(VercelStandIn standIn, Secret token, Consumer<String> listener) {
        vercel = Vercel.with(token).directory(standIn.directory());
        this.standIn = standIn;
        this.listener = listener;
    }

    /** Uploads what was built, to where no visitor comes. Its last line is the URL of the deployment. */
    Command stage() {
        return heard(vercel.stagePrebuilt());
    }

    /**
     * Gives all visitors to a deployment.
     *
     * @throws CommandException if it is not done
     */
    void promote(String deployment) throws InterruptedException {
        heard(vercel.promote(deployment, LONGEST)).run().orThrow();
    }

    /**
     * Gives them back to an earlier one.
     *
     * @throws CommandException if it is not done
     */
    void rollBack(String deployment) throws InterruptedException {
        heard(vercel.rollback(deployment, LONGEST)).run().orThrow();
    }

    private Command heard(Command command) {
        return command.toBuilder()
                .environment("PATH", standIn.path())
                .onLine(listener)
                .build();
    }
}
