package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.BackupException;
import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.BackupReport;
import dev.seaworthy.backup.RestoreCheck;
import dev.seaworthy.backup.RestoreVerdict;
import dev.seaworthy.backup.RestoreVerdict.Failed;
import dev.seaworthy.backup.RestoreVerdict.Step;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.drill.DrillVerdict.Inconclusive;
import dev.seaworthy.backup.drill.DrillVerdict.NothingRestored;
import dev.seaworthy.backup.drill.DrillVerdict.Proven;
import dev.seaworthy.backup.drill.DrillVerdict.Refuted;
import dev.seaworthy.backup.drill.DrillVerdict.TooOld;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.core.SeaworthyException;
import dev.seaworthy.core.failure.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a drill does, and the verdict that it comes to whatever happens. */
final class OneDrill {
    /** How far clocks may differ: what is dated later is never too old, and so proves nothing. */
    static final Duration MOST_AHEAD = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(OneDrill.class);

    private final BackupManager backups;
    private final Identity identity;
    private final ScratchServer scratch;
    private final List<RestoreCheck> checks;
    private final Duration newestWithin;

    OneDrill(
            BackupManager backups,
            Identity identity,
            ScratchServer scratch,
            List<RestoreCheck> checks,
            Duration newestWithin) {
        this.backups = backups;
        this.identity = identity;
        this.scratch = scratch;
        this.checks = List.copyOf(checks);
        this.newestWithin = newestWithin;
    }

    DrillVerdict run(Instant start) {
        Optional<BackupReport> newest;
        try {
            newest = backups.newest();
        } catch (SeaworthyException e) {
            return new NothingRestored("the newest backup cannot be found: " + Kept.message(message(e)));
        } catch (RuntimeException e) {
            LOG.error("The drill broke off before it had found a backup", Trace.of(e));
            return new NothingRestored("the newest backup cannot be found: " + brokeOff(e));
        }
        return newest.map(found -> verdict(found, start))
                .orElseGet(() -> new NothingRestored("there is no backup in the store"));
    }

    private DrillVerdict verdict(BackupReport newest, Instant start) {
        if (newest.createdAt().isAfter(start.plus(MOST_AHEAD))) {
            return new NothingRestored("the newest backup, " + newest.id() + ", is dated in the future, at "
                    + newest.createdAt() + ", so that nobody sees whether backups are made");
        }
        DrilledBackup backup = new DrilledBackup(newest.id(), newest.createdAt());
        RestoreVerdict whole;
        boolean ended = false;
        try {
            whole = restored(newest.id());
        } catch (BackupException e) {
            whole = new Failed(Step.RESTORE, message(e));
            ended = true;
        }
        RestoreVerdict shown = Kept.of(whole);
        boolean inconclusive = whole instanceof Failed failed && (ended || ScratchTrouble.is(failed));
        if (Duration.between(newest.createdAt(), start).compareTo(newestWithin) > 0) {
            return new TooOld(backup, newestWithin, shown, inconclusive);
        }
        if (shown instanceof RestoreVerdict.Proven proof) {
            return new Proven(backup, proof);
        }
        return shown instanceof Failed failed && inconclusive
                ? new Inconclusive(backup, failed)
                : new Refuted(backup, shown);
    }

    /** @throws BackupException if it was ended before it had a verdict */
    private RestoreVerdict restored(String id) {
        try {
            return backups.testRestore(id, identity, scratch, checks.toArray(RestoreCheck[]::new));
        } catch (BackupException e) {
            throw e;
        } catch (SeaworthyException e) {
            return new Failed(Step.READ, message(e));
        } catch (RuntimeException e) {
            LOG.error("The drill of backup {} broke off", id, Trace.of(e));
            return new Failed(Step.RESTORE, "The drill " + brokeOff(e));
        }
    }

    private static String brokeOff(RuntimeException failure) {
        return "broke off by " + failure.getClass().getName() + ": see the log";
    }

    private static String message(SeaworthyException failure) {
        return String.valueOf(failure.getMessage());
    }
}
