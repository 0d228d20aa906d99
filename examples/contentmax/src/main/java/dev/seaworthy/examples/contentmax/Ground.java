package dev.seaworthy.examples.contentmax;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.PostgresScratchServer;
import dev.seaworthy.backup.database.postgres.PostgresSource;
import dev.seaworthy.backup.drill.RestoreDrill;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.BucketBackups;
import dev.seaworthy.backup.objects.source.S3Objects;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.EnvironmentConfig;
import dev.seaworthy.core.database.DatabaseSetup;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.schedule.CronTrigger;
import dev.seaworthy.examples.contentmax.local.LocalObjectStorage;
import dev.seaworthy.examples.contentmax.local.LocalPostgres;
import dev.seaworthy.examples.contentmax.local.LocalSupabase;
import dev.seaworthy.examples.contentmax.local.OpenAiStandIn;
import dev.seaworthy.examples.contentmax.local.RedisStandIn;
import dev.seaworthy.examples.contentmax.local.RunFolder;
import dev.seaworthy.monitoring.health.HealthCheck;
import dev.seaworthy.monitoring.health.Probes;
import dev.seaworthy.security.csp.report.ViolationReports;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.endpoint.CronEndpoint;
import dev.seaworthy.security.http.servlet.SecurityFilter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import okhttp3.OkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** What a run stands on: the settings, the servers of this machine, the tables and the files in them. */
final class Ground {
    private static final String DATABASE = "postgres";

    private final Path dotEnv;
    private final Steps steps;
    private final Closing closing;
    private final EnvironmentConfig<Settings> environment;
    private final Settings settings;
    private final Identity identity = Identity.generate();
    private final LocalPostgres postgres;
    private final S3Client s3;
    private final Catalogue catalogue;

    private Ground(Path home, RunFolder folder, Closing closing, Steps steps) throws Exception {
        this.steps = steps;
        this.closing = closing;
        dotEnv = home.resolve("contentmax.env");
        environment = steps.step("Read and validate the settings", () -> read(dotEnv));
        settings = environment.values();
        postgres = steps.step("Start an embedded PostgreSQL", () -> startPostgres(folder));
        s3 = steps.step("Start an embedded S3 server", this::startObjectStorage);
        catalogue = steps.step("Create the tables and the buckets", this::create);
        steps.step("Set up what surrounds the tables", this::setUp);
    }

    /** Lays it, step by step; {@code closing} ends what it starts. */
    static Ground lay(Path home, RunFolder folder, Closing closing, Steps steps) throws Exception {
        return new Ground(home, folder, closing, steps);
    }

    static EnvironmentConfig<Settings> settings(Path dotEnv) {
        return EnvironmentConfig.of(Settings.class)
                .dotEnv(dotEnv)
                .allowDotEnvInProduction()
                .load();
    }

    /** Whether the environment is in order now. */
    EnvironmentCheck environment() {
        return new EnvironmentCheck(dotEnv);
    }

    Settings settings() {
        return settings;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    DataSource database() {
        return postgres.database(DATABASE);
    }

    PostgresConnection connection() {
        return new PostgresConnection("127.0.0.1", postgres.port(), DATABASE, postgres.user(), Secret.of("trusted"));
    }

    private S3Store store() {
        return S3Store.builder(s3, Buckets.BACKUPS)
                .serverSideEncryption(ServerSideEncryption.AES256)
                .storageClass(StorageClass.GLACIER_IR)
                .build();
    }

    /** What restores the newest backup and keeps what came of it beside it; elsewhere, on a machine with the key. */
    RestoreDrill drill() {
        return RestoreDrill.builder()
                .backups(backups())
                .store(store())
                .identity(identity)
                .scratch(PostgresScratchServer.of(connection()))
                .build();
    }

    BackupManager backups() {
        return BackupManager.builder()
                .store(store())
                .database(PostgresSource.of(connection()))
                .encryptTo(identity.recipient())
                .build();
    }

    /** Those of the users' buckets. */
    List<BucketBackups> buckets() {
        return Buckets.USERS.stream()
                .map(bucket -> BucketBackups.builder(bucket)
                        .source(S3Objects.of(s3, bucket))
                        .store(store())
                        .repositoryKey(settings.backupRepositoryKey())
                        .encryptTo(identity.recipient())
                        .listener(new ProgressBar(System.err))
                        .build())
                .toList();
    }

    /** A bucket as a restore sees it. */
    S3Objects bucket(String name) {
        return S3Objects.of(s3, name);
    }

    /** Has files of a bucket deleted and overwritten; returns how many. */
    int damage(String bucket) {
        return Buckets.damage(s3, bucket);
    }

    Backups allBackups() {
        return new Backups(backups(), drill(), buckets(), identity);
    }

    /** One more instance of the service, with the stand-ins that it asks for its health. */
    WebServer serve() throws Exception {
        RedisStandIn redis = closing.keep(RedisStandIn.start());
        OpenAiStandIn openAi = closing.keep(OpenAiStandIn.start(settings.openaiApiKey()));
        OkHttpClient http = new OkHttpClient();
        closing.keep(http.dispatcher().executorService()::shutdown);
        HealthCheck health = closing.keep(HealthCheck.builder()
                .critical("database", Probes.jdbc(database(), "SELECT status FROM health_check"))
                .critical("redis", Probes.redis(redis.host(), redis.port()))
                .degrading("openai", Probes.http(http, openAi.models(), settings.openaiApiKey()))
                .build());
        HttpSecurity security = Protection.security(
                        settings,
                        () -> environment.values().maintenanceMode(),
                        ViolationReports.builder().build())
                .endpoint("/api/cron/cleanup", cron(CronTrigger.of("cleanup", catalogue::deleteOldDrafts)))
                .endpoint("/api/cron/backup", cron(CronTrigger.of("backup", backups()::backUpDatabase)))
                .endpoint(
                        "/api/webhooks/stripe",
                        new Payments().endpoint(settings.stripeWebhookSecret(), InstantSource.system()))
                .build();
        return closing.keep(WebServer.start(new SecurityFilter(security), health, catalogue));
    }

    private CronEndpoint cron(CronTrigger trigger) {
        return CronEndpoint.of(trigger, settings.cronSecret());
    }

    private EnvironmentConfig<Settings> read(Path file) {
        EnvironmentConfig<Settings> config = settings(file);
        steps.say("%s", config.describe());
        steps.say("All settings are there and valid, from the environment and %s.", file.getFileName());
        return config;
    }

    private LocalPostgres startPostgres(RunFolder folder) throws Exception {
        LocalPostgres server = closing.keep(LocalPostgres.start(folder));
        closing.endWith(server.onExit(), "The PostgreSQL server ended");
        steps.say("PostgreSQL %s listens on 127.0.0.1:%d.", server.version(), server.port());
        return server;
    }

    private S3Client startObjectStorage() throws Exception {
        LocalObjectStorage storage = closing.keep(LocalObjectStorage.start(
                settings.awsAccessKeyId().reveal(),
                settings.awsSecretAccessKey().reveal()));
        steps.say("S3Proxy listens on %s and checks signatures.", storage.endpoint());
        return closing.keep(Buckets.client(storage.endpoint(), settings));
    }

    private Catalogue create() throws Exception {
        Catalogue tables = new Catalogue(database());
        LocalSupabase.install(database());
        int scripts = tables.migrate();
        steps.say("Flyway ran %d script%s.", scripts, scripts == 1 ? "" : "s");
        steps.say("Four tables hold %d rows of generated data.", tables.fill());
        steps.say("Three buckets hold %d files.", Buckets.create(s3));
        return tables;
    }

    private Void setUp() throws StepFailedException {
        DatabaseSetup setup = Surroundings.setup();
        DatabasePlan plan = setup.plan(database());
        plan.changes().forEach(change -> steps.say("%s", change.name()));
        setup.apply(plan, database());
        StepFailedException.unless(setup.plan(database()).isEmpty(), "a second plan is not empty");
        steps.say("A second plan is empty: the database is as declared.");
        steps.say("%s", plan.notes().isEmpty() ? "Nothing to note." : String.join("\n", plan.notes()));
        return null;
    }
}
