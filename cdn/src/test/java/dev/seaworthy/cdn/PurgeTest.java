package dev.seaworthy.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurgeTest {
    @ParameterizedTest
    @ValueSource(strings = {"/pricing", "ftp://contentmax.ai/", "https:///x", "https://contentmax.ai/#top"})
    void refuses_a_url_that_no_cache_holds(String url) {
        assertThatThrownBy(() -> Purge.urls(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absolute, http or https")
                .hasMessageContaining(url);
    }

    @Test
    void does_not_show_the_password_of_a_url() {
        assertThatThrownBy(() -> Purge.urls("https://user:hunter2@contentmax.ai/"))
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a b", ""})
    void refuses_a_tag_that_a_header_would_cut_in_two(String tag) {
        assertThatThrownBy(() -> Purge.tags(tag)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://contentmax.ai", "contentmax.ai:443", "contentmax.ai/blog", ""})
    void refuses_a_host_that_is_more_than_a_host(String host) {
        assertThatThrownBy(() -> Purge.hosts(host)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://contentmax.ai/blog", "contentmax.ai/blog?page=1", "/blog"})
    void refuses_a_prefix_with_a_scheme_or_query_or_without_a_host(String prefix) {
        assertThatThrownBy(() -> Purge.prefixes(prefix)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_an_empty_list_which_once_meant_everything() {
        assertThatThrownBy(() -> Purge.urls(List.of())).hasMessage("A purge must name at least one url");
    }

    @Test
    void names_each_thing_once() {
        assertThat(Purge.tags("a", "b", "a")).isEqualTo(Purge.tags("a", "b"));
    }
}
