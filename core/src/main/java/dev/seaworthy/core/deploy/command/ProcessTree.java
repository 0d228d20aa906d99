package dev.seaworthy.core.deploy.command;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process with all that it started. One that left the tree before it is ended, as a daemon does, is not found. */
final class ProcessTree {
    private static final int ROUNDS = 20;

    private final Set<ProcessHandle> members = new LinkedHashSet<>();

    ProcessTree(ProcessHandle root) {
        members.add(root);
    }

    /** {@code SIGTERM}, and {@code SIGKILL} to whoever is left after {@code grace}. Not interruptible. */
    void end(Duration grace) {
        grow();
        members.forEach(ProcessHandle::destroy);
        await(grace);
        for (int round = 0; round < ROUNDS && isAlive(); round++) {
            members.forEach(ProcessHandle::destroyForcibly);
            await(Duration.ofMillis(100));
        }
    }

    /** A child of one that ends has another parent from then on: it must be known before. */
    private void grow() {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        members.forEach(member -> member.descendants().forEach(found::add));
        members.addAll(found);
    }

    private boolean isAlive() {
        grow();
        return members.stream().anyMatch(ProcessHandle::isAlive);
    }

    private void await(Duration longest) {
        boolean interrupted = Thread.interrupted();
        try {
            CompletableFuture.allOf(members.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return; // the next signal is for them
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
