package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.RestoreVerdict;
import dev.seaworthy.backup.RestoreVerdict.Differs;
import dev.seaworthy.backup.RestoreVerdict.Failed;
import dev.seaworthy.backup.RestoreVerdict.Proven;
import dev.seaworthy.core.failure.Reason;
import java.util.List;

/** What a restore showed, in one line. */
final class Summary {
    private Summary() {}

    static String of(DrilledBackup backup, RestoreVerdict verdict) {
        return "Backup " + backup.id() + " " + of(verdict);
    }

    private static String of(RestoreVerdict verdict) {
        if (verdict instanceof Proven proven) {
            return "came back in " + proven.restoring() + " with " + proven.rows() + " rows in " + proven.tables()
                    + " tables";
        }
        if (verdict instanceof Differs differs) {
            return "came back otherwise: " + first(differs.differences());
        }
        Failed failed = (Failed) verdict;
        return "did not come back, at " + failed.where() + ": "
                + Reason.cut(failed.message().replaceAll("\\R", " "));
    }

    private static String first(List<String> lines) {
        if (lines.isEmpty()) {
            return "it is not said how";
        }
        return Reason.cut(lines.get(0)) + (lines.size() == 1 ? "" : ", and more");
    }
}
