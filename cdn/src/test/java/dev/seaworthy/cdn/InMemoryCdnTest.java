package dev.seaworthy.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.seaworthy.cdn.testing.InMemoryCdn;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InMemoryCdnTest extends CdnClientContract {
    private final InMemoryCdn cdn = new InMemoryCdn();

    @BeforeEach
    void fill() {
        copies().forEach(copy -> cdn.put(copy[0], Arrays.copyOfRange(copy, 1, copy.length)));
    }

    @Override
    protected CdnClient cdn() {
        return cdn;
    }

    @Override
    protected boolean isCached(String url) {
        return cdn.cached().contains(URI.create(url));
    }

    @Override
    protected void revokeToken() {
        cdn.failNext(CdnException.builder("the token was revoked")
                .status(403)
                .errors(List.of(new CdnError(10000, "Authentication error")))
                .notPurged(Purge.urls("https://contentmax.ai/"))
                .build());
    }

    @Test
    void remembers_what_was_purged_with_success() {
        Purge purge = Purge.tags("page");
        revokeToken();

        assertThat(catchThrowable(() -> cdn.purge(purge))).isInstanceOf(CdnException.class);
        cdn.purge(purge);

        assertThat(cdn.purges()).containsExactly(purge);
    }
}
