package dev.seaworthy.backup;

import dev.seaworthy.backup.RestoreVerdict.Failed;
import dev.seaworthy.backup.RestoreVerdict.Proven;
import dev.seaworthy.backup.RestoreVerdict.Step;
import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/** One restore into a scratch database, and what comes of it. */
final class RestoreTest {
    private final Restoring restoring;
    private final InstantSource clock;
    private final List<RestoreCheck> checks;

    RestoreTest(Restoring restoring, InstantSource clock, List<RestoreCheck> checks) {
        this.restoring = restoring;
        this.clock = clock;
        this.checks = checks;
    }

    RestoreVerdict run(Fingerprint dumped, ScratchServer server) {
        try (ScratchDatabase scratch = server.create(dumped.locale())) {
            RestoreVerdict verdict = restoring.into(scratch);
            return verdict instanceof Proven proven ? checked(proven, scratch) : verdict;
        } catch (RestoreException e) {
            return new Failed(Step.SCRATCH, String.valueOf(e.getMessage()));
        }
    }

    private RestoreVerdict checked(Proven proven, ScratchDatabase scratch) {
        if (proven.rows() == 0) {
            return new Failed(
                    Step.COMPARE,
                    "There is nothing to compare: the backup holds no row in any of its " + proven.tables()
                            + " tables");
        }
        Instant start = clock.instant();
        String problems =
                checks.stream().flatMap(check -> check.problem(scratch)).collect(Collectors.joining("; "));
        return problems.isEmpty()
                ? withCheckingTime(proven, Duration.between(start, clock.instant()))
                : new Failed(Step.CHECK, problems);
    }

    private static Proven withCheckingTime(Proven proven, Duration checking) {
        return new Proven(
                proven.tables(),
                proven.rows(),
                proven.bytes(),
                proven.restoring(),
                proven.comparing().plus(checking),
                proven.remarks());
    }
}
