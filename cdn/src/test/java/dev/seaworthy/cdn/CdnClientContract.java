package dev.seaworthy.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each client does, the fake and the real one. */
public abstract class CdnClientContract {
    protected abstract CdnClient cdn();

    /** Whether a visitor would get this URL from the cache; all of them are cached at first. */
    protected abstract boolean isCached(String url);

    /** The next call fails as if the token had been revoked. */
    protected abstract void revokeToken();

    /** The CDN's own codes of that failure; a CDN without such has none. */
    protected List<Integer> codesOfRefusal() {
        return List.of(10000);
    }

    static Stream<Purge> purgesOfTheHomePage() {
        return Stream.of(
                Purge.urls("https://contentmax.ai/"),
                Purge.tags("home"),
                Purge.hosts("contentmax.ai"),
                Purge.prefixes("contentmax.ai/"),
                Purge.everything());
    }

    @ParameterizedTest
    @MethodSource("purgesOfTheHomePage")
    void drops_what_is_named(Purge purge) {
        assertThat(isCached("https://contentmax.ai/")).isTrue();

        PurgeReceipt receipt = cdn().purge(purge);

        assertThat(receipt.ids()).isNotEmpty().allSatisfy(id -> assertThat(id).isNotBlank());
        assertThat(isCached("https://contentmax.ai/")).isFalse();
    }

    @Test
    void keeps_what_is_not_named() {
        cdn().purge(Purge.urls("https://contentmax.ai/"));
        cdn().purge(Purge.tags("home"));
        cdn().purge(Purge.hosts("contentmax.ai"));
        cdn().purge(Purge.prefixes("cdn.contentmax.ai/other"));

        assertThat(isCached("https://cdn.contentmax.ai/logo.svg")).isTrue();
    }

    @Test
    void may_be_asked_twice() {
        Purge purge = Purge.urls("https://contentmax.ai/", "https://contentmax.ai/pricing");

        cdn().purge(purge);
        cdn().purge(purge);

        assertThat(isCached("https://contentmax.ai/pricing")).isFalse();
    }

    @Test
    void says_what_was_not_purged() {
        revokeToken();
        Purge purge = Purge.urls("https://contentmax.ai/");

        CdnException thrown = catchThrowableOfType(CdnException.class, () -> cdn().purge(purge));

        assertThat(thrown.status()).hasValue(403);
        assertThat(thrown.errors()).extracting(CdnError::code).isEqualTo(codesOfRefusal());
        assertThat(thrown.notPurged()).contains(purge);
        assertThat(isCached("https://contentmax.ai/")).isTrue();
    }

    @Test
    void refuses_null_and_never_takes_it_for_everything() {
        assertThatThrownBy(() -> cdn().purge(null)).isInstanceOf(NullPointerException.class);
        assertThat(isCached("https://contentmax.ai/")).isTrue();
    }

    /** The copies that a client under this contract starts with: URL, then its cache tags. */
    protected static Stream<String[]> copies() {
        return Stream.of(
                new String[] {"https://contentmax.ai/", "home", "page"},
                new String[] {"https://contentmax.ai/pricing", "page"},
                new String[] {"https://cdn.contentmax.ai/logo.svg", "asset"});
    }

    protected static URI uri(String[] copy) {
        return URI.create(copy[0]);
    }
}
