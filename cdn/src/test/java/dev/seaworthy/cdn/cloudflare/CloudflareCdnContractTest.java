package dev.seaworthy.cdn.cloudflare;

import dev.seaworthy.cdn.CdnClient;
import dev.seaworthy.cdn.CdnClientContract;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

class CloudflareCdnContractTest extends CdnClientContract {
    private LoopbackCloudflare cloudflare;

    @BeforeEach
    void start() throws IOException {
        cloudflare = LoopbackCloudflare.start();
    }

    @AfterEach
    void stop() {
        cloudflare.close();
    }

    @Override
    protected CdnClient cdn() {
        return CloudflareCdn.builder()
                .zone(LoopbackCloudflare.ZONE)
                .token(Secret.of(LoopbackCloudflare.TOKEN))
                .baseUrl(cloudflare.baseUrl())
                .build();
    }

    /** Reads what the API was told, as the edge would. */
    @Override
    protected boolean isCached(String url) {
        String[] copy = copies().filter(each -> each[0].equals(url)).findFirst().orElseThrow();
        return cloudflare.accepted().stream().noneMatch(purge -> names(purge, copy));
    }

    @Override
    protected void revokeToken() {
        cloudflare.acceptOnly("another-token");
    }

    private static boolean names(JsonNode purge, String[] copy) {
        URI url = uri(copy);
        List<String> tags = Arrays.asList(copy).subList(1, copy.length);
        return purge.path("purge_everything").asBoolean(false)
                || purge.path("files")
                        .valueStream()
                        .anyMatch(file -> file.asString().equals(copy[0]))
                || purge.path("tags").valueStream().anyMatch(tag -> tags.contains(tag.asString()))
                || purge.path("hosts")
                        .valueStream()
                        .anyMatch(host -> host.asString().equals(url.getHost()))
                || purge.path("prefixes")
                        .valueStream()
                        .anyMatch(prefix -> (url.getHost() + url.getRawPath()).startsWith(prefix.asString()));
    }
}
