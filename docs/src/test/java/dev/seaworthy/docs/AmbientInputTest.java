package dev.seaworthy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Time, chance and the environment come in by a builder, so that a test can steer them. */
class AmbientInputTest {
    /** What must not be called: class → methods; a constructor is {@code <init>}. */
    private static final Map<String, Set<String>> AMBIENT = Map.ofEntries(
            Map.entry("java.lang.System", Set.of("getenv", "nanoTime", "currentTimeMillis")),
            Map.entry("java.lang.Thread", Set.of("sleep")),
            Map.entry("java.lang.Math", Set.of("random")),
            Map.entry("java.util.Random", Set.of("<init>")),
            Map.entry("java.util.UUID", Set.of("randomUUID")),
            Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")),
            Map.entry("java.util.concurrent.TimeUnit", Set.of("sleep")),
            Map.entry("java.util.Locale", Set.of("getDefault")),
            Map.entry("java.time.Instant", Set.of("now")),
            Map.entry("java.time.LocalDate", Set.of("now")),
            Map.entry("java.time.LocalDateTime", Set.of("now")),
            Map.entry("java.time.ZonedDateTime", Set.of("now")),
            Map.entry("java.time.Clock", Set.of("systemUTC", "systemDefaultZone")),
            Map.entry("java.time.ZoneId", Set.of("systemDefault")));

    /** The one place of each: behind a builder's default, but where a reason is given. */
    private static final Set<String> ALLOWED = Set.of(
            "dev.seaworthy.core.config.source.Variables.process → System.getenv",
            "dev.seaworthy.backup.database.postgres.program.ProgramFolders.ofThisMachine → System.getenv",
            // wait for a program, whatever the time is that a backup is told
            "dev.seaworthy.backup.database.postgres.program.Feed.accepts → System.nanoTime",
            "dev.seaworthy.backup.database.postgres.program.Feed.stopIfUnread → System.nanoTime",
            "dev.seaworthy.backup.objects.BucketParts.<init> → System.nanoTime",
            // names a temporary file, which nobody sees
            "dev.seaworthy.backup.objects.source.DirectoryObjects.put → UUID.randomUUID",
            "dev.seaworthy.backup.store.retry.RetryOptions.<init> → System.nanoTime",
            // marks an upload as ours, and is compared with nothing else
            "dev.seaworthy.backup.store.S3Upload.<init> → UUID.randomUUID",
            "dev.seaworthy.core.database.archive.Options.<init> → ThreadLocalRandom.current",
            "dev.seaworthy.core.database.archive.Pause.<clinit> → Thread.sleep",
            "dev.seaworthy.core.database.archive.Ticker.system → System.nanoTime",
            "dev.seaworthy.core.deploy.check.Pause.real → Thread.sleep",
            "dev.seaworthy.core.deploy.check.Sustained$Builder.<init> → System.nanoTime",
            "dev.seaworthy.core.deploy.check.ready.SmokeCheck.of → System.nanoTime",
            "dev.seaworthy.core.deploy.checklist.ProductionChecklist$Builder.<init> → System.nanoTime",
            "dev.seaworthy.core.deploy.command.Command$Builder.<init> → System.getenv",
            // waits for a thread, whatever the time is that a release is told
            "dev.seaworthy.core.deploy.release.Bounded.result → System.nanoTime",
            "dev.seaworthy.core.deploy.release.Release$Builder.<init> → Clock.systemUTC",
            "dev.seaworthy.core.deploy.release.Release$Builder.<init> → System.nanoTime",
            "dev.seaworthy.core.notify.Time.system → System.nanoTime",
            "dev.seaworthy.core.notify.Time.system → Thread.sleep",
            "dev.seaworthy.core.schedule.cluster.ClusterJobs$Builder.<init> → System.nanoTime",
            "dev.seaworthy.core.tls.TlsInspection$Builder.<init> → System.nanoTime",
            "dev.seaworthy.security.apikey.ApiKeys$Builder.<init> → System.nanoTime",
            "dev.seaworthy.security.http.key.ApiKeyGuard$Builder.<init> → System.nanoTime",
            "dev.seaworthy.security.http.key.FailureThrottle.of → System.nanoTime",
            "dev.seaworthy.security.password.Argon2.calibrated → System.nanoTime",
            "dev.seaworthy.security.ratelimit.Elapsed.time → System.nanoTime",
            "dev.seaworthy.security.scan.SecurityScan$Builder.<init> → System.nanoTime",
            "dev.seaworthy.cdn.cloudflare.CloudflareCdn$Builder.<init> → ThreadLocalRandom.current",
            "dev.seaworthy.cdn.cloudflare.CloudflareCdn$Builder.<init> → System.nanoTime",
            "dev.seaworthy.cdn.cloudflare.api.Pause.<clinit> → Thread.sleep",
            "dev.seaworthy.cdn.probe.CacheProbe$Builder.<init> → System.nanoTime",
            "dev.seaworthy.cdn.probe.visit.Pause.real → Thread.sleep",
            "dev.seaworthy.cdn.varnish.Pause.<clinit> → Thread.sleep",
            "dev.seaworthy.monitoring.health.Ticker.system → System.nanoTime");

    @BeforeAll
    static void read() {
        assertThat(House.classes()).isNotEmpty();
    }

    @Test
    void ambient_input_is_read_in_its_one_place() {
        Set<String> found =
                House.classes().stream().flatMap(AmbientInputTest::uses).collect(Collectors.toCollection(TreeSet::new));

        assertThat(found).containsExactlyInAnyOrderElementsOf(ALLOWED);
    }

    private static Stream<String> uses(JavaClass type) {
        return type.getCodeUnits().stream()
                .flatMap(unit -> Stream.concat(
                                unit.getCallsFromSelf().stream(), unit.getCodeUnitReferencesFromSelf().stream())
                        .map(access -> (CodeUnitAccessTarget) access.getTarget())
                        .filter(AmbientInputTest::isAmbient)
                        .map(target ->
                                place(unit) + " → " + target.getOwner().getSimpleName() + "." + target.getName()));
    }

    private static String place(JavaCodeUnit unit) {
        String method = unit.getName().replaceFirst("^lambda\\$(\\w+)\\$\\d+$", "$1");
        return unit.getOwner().getName() + "." + method;
    }

    private static boolean isAmbient(CodeUnitAccessTarget target) {
        return AMBIENT.getOrDefault(target.getOwner().getName(), Set.of()).contains(target.getName());
    }
}
