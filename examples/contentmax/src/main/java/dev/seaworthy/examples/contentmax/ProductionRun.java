package dev.seaworthy.examples.contentmax;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.BackupReport;
import dev.seaworthy.backup.RestoreVerdict;
import dev.seaworthy.backup.database.PostgresConnection;
import dev.seaworthy.backup.database.PostgresScratchServer;
import dev.seaworthy.backup.database.PostgresSource;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.cdn.CdnClient;
import dev.seaworthy.cdn.Purge;
import dev.seaworthy.cdn.cloudflare.CloudflareCdn;
import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.EnvironmentConfig;
import dev.seaworthy.core.database.DatabaseSetup;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.schedule.JobStatus;
import dev.seaworthy.examples.contentmax.local.CloudflareStandIn;
import dev.seaworthy.examples.contentmax.local.LocalObjectStorage;
import dev.seaworthy.examples.contentmax.local.LocalPostgres;
import dev.seaworthy.examples.contentmax.local.LocalSupabase;
import dev.seaworthy.examples.contentmax.local.OpenAiStandIn;
import dev.seaworthy.examples.contentmax.local.RedisStandIn;
import dev.seaworthy.examples.contentmax.local.RunFolder;
import dev.seaworthy.monitoring.health.HealthCheck;
import dev.seaworthy.monitoring.health.Probes;
import dev.seaworthy.security.http.SecurityFilter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import okhttp3.OkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** The run, step by step. */
final class ProductionRun {
    private static final String DATABASE = "postgres";

    private final Path home;
    private final RunFolder folder;
    private final Closing closing;
    private final boolean serve;
    private final Steps steps = new Steps(System.out);

    ProductionRun(Path home, RunFolder folder, Closing closing, boolean serve) {
        this.home = home;
        this.folder = folder;
        this.closing = closing;
        this.serve = serve;
    }

    static EnvironmentConfig<Settings> settings(Path dotEnv) {
        return EnvironmentConfig.of(Settings.class)
                .dotEnv(dotEnv)
                .allowDotEnvInProduction()
                .load();
    }

    void run() throws Exception {
        System.out.println("ContentMax's production environment, once, on this machine alone.");
        Settings settings = steps.step("Read and validate the settings", this::readSettings);
        LocalPostgres postgres = steps.step("Start an embedded PostgreSQL", this::startPostgres);
        S3Client s3 = steps.step("Start an embedded S3 server", () -> startObjectStorage(settings));
        Catalogue catalogue = steps.step("Create the tables and the buckets", () -> create(postgres, s3));
        steps.step("Set up what surrounds the tables", () -> setUp(postgres));
        WebServer web = steps.step(
                "Serve HTTP with security headers, CORS and health, and visit it",
                () -> serve(settings, postgres, catalogue));
        BackupManager backups = backUpAndProve(postgres, s3);
        steps.step("Run each job of the schedule once", () -> runJobs(postgres, catalogue, backups));
        steps.step("Purge two URLs from the CDN", () -> purge(settings));
        steps.summary("Everything above was really done, and nothing failed.");
        if (serve) {
            keepServing(web);
        }
    }

    private Settings readSettings() {
        Path file = home.resolve("contentmax.env");
        EnvironmentConfig<Settings> config = settings(file);
        steps.say("%s", config.describe());
        steps.say("All settings are there and valid, from the environment and %s.", file.getFileName());
        return config.values();
    }

    private LocalPostgres startPostgres() throws Exception {
        LocalPostgres postgres = closing.keep(LocalPostgres.start(folder));
        closing.endWith(postgres.onExit(), "The PostgreSQL server ended");
        steps.say("PostgreSQL %s listens on 127.0.0.1:%d.", postgres.version(), postgres.port());
        return postgres;
    }

    private S3Client startObjectStorage(Settings settings) throws Exception {
        LocalObjectStorage storage = closing.keep(LocalObjectStorage.start(
                settings.awsAccessKeyId().reveal(),
                settings.awsSecretAccessKey().reveal()));
        steps.say("S3Proxy listens on %s and checks signatures.", storage.endpoint());
        return closing.keep(Buckets.client(storage.endpoint(), settings));
    }

    private Catalogue create(LocalPostgres postgres, S3Client s3) throws Exception {
        Catalogue catalogue = new Catalogue(postgres.database(DATABASE));
        LocalSupabase.install(postgres.database(DATABASE));
        int scripts = catalogue.migrate();
        steps.say("Flyway ran %d script%s.", scripts, scripts == 1 ? "" : "s");
        steps.say("Four tables hold %d rows of generated data.", catalogue.fill());
        steps.say("Three buckets hold %d files.", Buckets.create(s3));
        return catalogue;
    }

    private Void setUp(LocalPostgres postgres) throws StepFailedException {
        DataSource database = postgres.database(DATABASE);
        DatabaseSetup setup = Surroundings.setup();
        DatabasePlan plan = setup.plan(database);
        plan.changes().forEach(change -> steps.say("%s", change.name()));
        setup.apply(plan, database);
        StepFailedException.unless(setup.plan(database).isEmpty(), "a second plan is not empty");
        steps.say("A second plan is empty: the database is as declared.");
        steps.say("%s", plan.notes().isEmpty() ? "Nothing to note." : String.join("\n", plan.notes()));
        return null;
    }

    private Void runJobs(LocalPostgres postgres, Catalogue catalogue, BackupManager backups) throws Exception {
        List<JobStatus> jobs = new Schedule(postgres.database(DATABASE), catalogue, backups).runOnce();
        jobs.forEach(job -> steps.say(
                "%s: %s", job.name(), job.lastError().orElse(job.lastSuccess().isPresent() ? "done" : "not yet")));
        StepFailedException.unless(
                jobs.stream().allMatch(job -> job.lastSuccess().isPresent()), "a job has not succeeded");
        steps.say("The archive holds %d rows that were published over six months ago.", catalogue.archived());
        return null;
    }

    private WebServer serve(Settings settings, LocalPostgres postgres, Catalogue catalogue) throws Exception {
        RedisStandIn redis = closing.keep(RedisStandIn.start());
        OpenAiStandIn openAi = closing.keep(OpenAiStandIn.start(settings.openaiApiKey()));
        OkHttpClient http = new OkHttpClient();
        closing.keep(http.dispatcher().executorService()::shutdown);
        DataSource database = postgres.database(DATABASE);
        HealthCheck health = closing.keep(HealthCheck.builder()
                .critical("database", Probes.jdbc(database, "SELECT status FROM health_check"))
                .critical("redis", Probes.redis(redis.host(), redis.port()))
                .degrading("openai", Probes.http(http, openAi.models(), settings.openaiApiKey()))
                .build());
        SecurityFilter filter = SecurityFilter.builder()
                .headers(Protection.headers(settings))
                .cors("/api/", Protection.cors(settings))
                .build();
        WebServer web = closing.keep(WebServer.start(filter, health, catalogue));
        new Visit(web, settings).check(steps);
        return web;
    }

    private BackupManager backUpAndProve(LocalPostgres postgres, S3Client s3) throws Exception {
        Identity identity = Identity.generate();
        PostgresConnection connection =
                new PostgresConnection("127.0.0.1", postgres.port(), DATABASE, postgres.user(), Secret.of("trusted"));
        BackupManager backups = BackupManager.builder()
                .store(S3Store.builder(s3, Buckets.BACKUPS)
                        .serverSideEncryption(ServerSideEncryption.AES256)
                        .storageClass(StorageClass.GLACIER_IR)
                        .build())
                .database(PostgresSource.of(connection))
                .encryptTo(identity.recipient())
                .build();
        BackupReport report = steps.step("Back up the database, encrypted, into S3", () -> backUp(backups));
        steps.step("Restore that backup into a scratch database and compare", () -> {
            RestoreVerdict verdict = backups.testRestore(report.id(), identity, PostgresScratchServer.of(connection));
            StepFailedException.unless(verdict.isProven(), "the backup is not proven: " + verdict);
            steps.say("Each table has as many rows as when it was dumped: %s.", report.rows());
            return verdict;
        });
        return backups;
    }

    private BackupReport backUp(BackupManager backups) {
        BackupReport report = backups.backUpDatabase();
        steps.say(
                "pg_dump | zstd | age | S3, without a temporary file: backup %s, %d bytes stored.",
                report.id(), report.storedBytes());
        return report;
    }

    private Void purge(Settings settings) throws Exception {
        try (CloudflareStandIn cloudflare = CloudflareStandIn.start(
                settings.cloudflareZoneId(), settings.appUrl().getHost(), settings.cloudflareApiToken())) {
            CdnClient cdn = CloudflareCdn.builder()
                    .zone(settings.cloudflareZoneId())
                    .token(settings.cloudflareApiToken())
                    .baseUrl(cloudflare.baseUrl())
                    .build();
            List<URI> urls =
                    List.of(settings.appUrl().resolve("/"), settings.appUrl().resolve("/pricing"));
            cdn.purge(Purge.urls(urls));
            StepFailedException.unless(
                    cloudflare.purged().equals(urls), "Cloudflare's stand-in purged " + cloudflare.purged());
            steps.say("Cloudflare's stand-in found the request as documented and purged %s.", urls);
        }
        return null;
    }

    private void keepServing(WebServer web) {
        System.out.printf("%nServing until Ctrl-C: curl -i %s%n", web.uri("/health"));
        new CompletableFuture<Void>().join();
    }
}
