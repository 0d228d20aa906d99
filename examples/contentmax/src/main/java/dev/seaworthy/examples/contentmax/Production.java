package dev.seaworthy.examples.contentmax;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.cdn.CdnClient;
import dev.seaworthy.core.deploy.check.ready.SmokeCheck;
import dev.seaworthy.core.deploy.check.ready.SmokeRequest;
import dev.seaworthy.core.notify.LogNotifier;
import dev.seaworthy.core.notify.Notifier;
import dev.seaworthy.examples.contentmax.local.CloudflareStandIn;
import dev.seaworthy.examples.contentmax.local.LocalCertificate;
import dev.seaworthy.examples.contentmax.local.LocalRouter;
import dev.seaworthy.examples.contentmax.local.RunFolder;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** ContentMax as it serves today, with what a release works on: the router, the edge, the backups, the team. */
final class Production {
    final Ground ground;
    final LocalCertificate certificate;
    final WebServer today;
    final LocalRouter router;
    final HttpClient client;
    final Visitors visitors;
    final CloudflareStandIn cloudflare;
    final CdnClient cdn;
    final Identity identity = Identity.generate();
    final BackupManager backups;
    final Notifier team = LogNotifier.create();

    private Optional<Instant> backedUp = Optional.empty();
    private Optional<Instant> restored = Optional.empty();

    private Production(Ground ground, RunFolder folder, Closing closing) throws Exception {
        this.ground = ground;
        certificate = LocalCertificate.create(folder);
        today = ground.serve();
        router = closing.keep(LocalRouter.to(today.uri("/"), certificate));
        client = HttpClient.newBuilder()
                .sslContext(certificate.context())
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        visitors = new Visitors(client, router.uri("/api/content"));
        Settings settings = ground.settings();
        cloudflare = closing.keep(CloudflareStandIn.start(
                settings.cloudflareZoneId(), settings.appUrl().getHost(), settings.cloudflareApiToken()));
        cdn = Edge.client(settings, cloudflare.baseUrl());
        backups = ground.backups(identity);
    }

    static Production serve(Ground ground, RunFolder folder, Closing closing) throws Exception {
        return new Production(ground, folder, closing);
    }

    /** Whether an instance answers as its users need it. */
    SmokeCheck smoke(URI instance) {
        return SmokeCheck.of(
                        SmokeRequest.get(instance.resolve("/health"))
                                .status(200)
                                .body("\"status\":\"healthy\""),
                        SmokeRequest.get(instance.resolve("/api/content"))
                                .status(200)
                                .header("X-Content-Type-Options", "nosniff")
                                .body("published"))
                .client(client);
    }

    Optional<Instant> backedUp() {
        return backedUp;
    }

    Optional<Instant> restored() {
        return restored;
    }

    void backedUp(Instant at) {
        backedUp = Optional.of(at);
    }

    void restored(Instant at) {
        restored = Optional.of(at);
    }
}
