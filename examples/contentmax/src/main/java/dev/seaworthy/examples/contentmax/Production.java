package dev.seaworthy.examples.contentmax;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.BackupReport;
import dev.seaworthy.backup.drill.ProvenBackup;
import dev.seaworthy.backup.drill.RestoreDrill;
import dev.seaworthy.cdn.CdnClient;
import dev.seaworthy.core.deploy.check.ready.SmokeCheck;
import dev.seaworthy.core.deploy.check.ready.SmokeRequest;
import dev.seaworthy.examples.contentmax.local.CloudflareStandIn;
import dev.seaworthy.examples.contentmax.local.LocalCertificate;
import dev.seaworthy.examples.contentmax.local.LocalRouter;
import dev.seaworthy.examples.contentmax.local.RunFolder;
import dev.seaworthy.examples.contentmax.local.VercelStandIn;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** ContentMax as it serves today, with what a release works on: the platform, the edge, the backups, the team. */
final class Production {
    final Ground ground;
    final LocalCertificate certificate;
    final URI today;
    final VercelStandIn vercel;
    final LocalRouter router;
    final HttpClient client;
    final Visitors visitors;
    final CloudflareStandIn cloudflare;
    final CdnClient cdn;
    final BackupManager backups;
    final RestoreDrill drill;
    final Team team;

    private Production(Ground ground, Path home, RunFolder folder, Closing closing) throws Exception {
        this.ground = ground;
        Settings settings = ground.settings();
        certificate = LocalCertificate.create(folder);
        today = ground.serve().uri("/");
        vercel = VercelStandIn.link(home.resolve("local"), folder.resolve("project"), settings.vercelToken(), today);
        router = closing.keep(LocalRouter.to(vercel::production, certificate));
        client = HttpClient.newBuilder()
                .sslContext(certificate.context())
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        visitors = new Visitors(client, router.uri("/api/content"));
        cloudflare = closing.keep(CloudflareStandIn.start(
                settings.cloudflareZoneId(), settings.appUrl().getHost(), settings.cloudflareApiToken()));
        cdn = Edge.client(settings, cloudflare.baseUrl());
        backups = ground.backups();
        drill = ground.drill();
        team = closing.keep(Team.of(settings.webhookSecret()));
    }

    static Production serve(Ground ground, Path home, RunFolder folder, Closing closing) throws Exception {
        return new Production(ground, home, folder, closing);
    }

    /** Whether an instance says that it is healthy. */
    SmokeCheck health(URI instance) {
        return health(instance, "\"status\":\"healthy\"");
    }

    /** Whether it reaches all that it works with. */
    SmokeCheck integrations(URI instance) {
        return health(instance, "\"database\":\"healthy\",\"redis\":\"healthy\",\"openai\":\"healthy\"");
    }

    private SmokeCheck health(URI instance, String part) {
        return SmokeCheck.of(SmokeRequest.get(instance.resolve("/health"))
                        .status(200)
                        .body(part))
                .client(client);
    }

    /** Whether it answers as its users need it. */
    SmokeCheck smoke(URI instance) {
        return SmokeCheck.of(SmokeRequest.get(instance.resolve("/api/content"))
                        .status(200)
                        .header("X-Content-Type-Options", "nosniff")
                        .body("published"))
                .client(client);
    }

    /** When the newest backup in the store was made. */
    Optional<Instant> backedUp() {
        return backups.newest().map(BackupReport::createdAt);
    }

    /** When the last drill was that proved a backup, by the history in the store. */
    Optional<Instant> restored() {
        return drill.history().lastProven().map(ProvenBackup::provenAt);
    }
}
