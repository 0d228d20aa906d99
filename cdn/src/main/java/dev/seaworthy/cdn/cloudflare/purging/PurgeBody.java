package dev.seaworthy.cdn.cloudflare.purging;

import dev.seaworthy.cdn.Purge;
import java.net.URI;
import java.util.Map;

/** A purge in Cloudflare's words: one key of five, and never a second one. */
final class PurgeBody {
    private PurgeBody() {}

    static Map<String, Object> of(Purge purge) {
        if (purge instanceof Purge.Urls urls) {
            return Map.of("files", urls.urls().stream().map(URI::toString).toList());
        }
        if (purge instanceof Purge.Variants variants) {
            return Map.of(
                    "files",
                    variants.variants().stream()
                            .map(variant -> Map.of("url", variant.url().toString(), "headers", variant.headers()))
                            .toList());
        }
        if (purge instanceof Purge.Tags tags) {
            return Map.of("tags", tags.tags());
        }
        if (purge instanceof Purge.Hosts hosts) {
            return Map.of("hosts", hosts.hosts());
        }
        if (purge instanceof Purge.Prefixes prefixes) {
            return Map.of("prefixes", prefixes.prefixes());
        }
        return Map.of("purge_everything", true);
    }
}
