package dev.seaworthy.examples.contentmax;

import dev.seaworthy.cdn.CdnClient;
import dev.seaworthy.cdn.cloudflare.CloudflareCdn;
import java.net.URI;
import java.util.List;

/** ContentMax's CDN. */
final class Edge {
    private Edge() {}

    static CdnClient client(Settings settings, URI api) {
        return CloudflareCdn.builder()
                .zone(settings.cloudflareZoneId())
                .token(settings.cloudflareApiToken())
                .baseUrl(api)
                .build();
    }

    /** The pages that change with a release. */
    static List<URI> pages(Settings settings) {
        return List.of(settings.appUrl().resolve("/"), settings.appUrl().resolve("/pricing"));
    }
}
