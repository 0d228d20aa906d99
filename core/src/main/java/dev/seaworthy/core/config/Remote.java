package dev.seaworthy.core.config;

import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.source.Found;
import dev.seaworthy.core.config.source.Source;
import dev.seaworthy.core.config.source.Unreadable;
import dev.seaworthy.core.config.source.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What one call to a remote source has brought, or why it brought nothing. */
record Remote(Source variables, List<Problem> problems) implements Source {

    /** So long that it can be counted in milliseconds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    static Remote read(RemoteSource source, Duration timeout, Set<String> wanted) {
        if (wanted.isEmpty()) {
            return new Remote(Variables.of(source.name(), Map.of()), List.of());
        }
        Duration shorter = timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
        FutureTask<Map<String, String>> reading = new FutureTask<>(() -> source.read(wanted));
        Thread thread = new Thread(reading, "seaworthy-config-" + source.name());
        thread.setDaemon(true);
        thread.start();
        try {
            Map<String, String> texts = reading.get(shorter.toMillis(), TimeUnit.MILLISECONDS);
            return texts == null
                    ? failed(source, "answered with nothing")
                    : new Remote(Variables.sensitive(source.name(), texts), List.of());
        } catch (TimeoutException e) {
            reading.cancel(true);
            return failed(source, "did not answer within " + shorter.toMillis() + " ms");
        } catch (ExecutionException e) {
            return failed(source, reason(e));
        } catch (InterruptedException e) {
            reading.cancel(true);
            Thread.currentThread().interrupt();
            return failed(source, "was not waited for, as this thread was interrupted");
        } catch (IllegalArgumentException e) {
            return failed(source, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<Found> find(String variable) throws Unreadable {
        return variables.find(variable);
    }

    private static Remote failed(RemoteSource source, String why) {
        return new Remote(
                Variables.of(source.name(), Map.of()),
                List.of(Problem.of(Code.SOURCE_FAILED, source.name(), why)
                        .withHint("check that it can be reached and that this service may read from it")));
    }

    private static String reason(ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof RemoteSource.Unavailable
                ? String.valueOf(cause.getMessage())
                : "failed with " + cause.getClass().getName();
    }
}
