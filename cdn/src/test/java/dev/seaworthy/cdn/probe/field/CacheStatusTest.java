package dev.seaworthy.cdn.probe.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9211. */
class CacheStatusTest {
    @Test
    void reads_the_parameters_of_section_2() {
        CacheStatus.Cache cache = CacheStatus.read(
                        "ExampleCache; fwd=stale; fwd-status=304; ttl=-412; stored; collapsed; detail=\"why\"")
                .speaker()
                .orElseThrow();

        assertThat(cache.isHit()).isFalse();
        assertThat(cache.forward()).contains("stale");
        assertThat(cache.forwardStatus()).contains(304L);
        assertThat(cache.ttl()).contains(-412L);
        assertThat(cache.isStored()).isTrue();
        assertThat(cache.detail()).contains("why");
    }

    @Test
    void the_cache_that_had_the_copy_speaks_and_else_the_one_nearest_to_the_visitor() {
        CacheStatus hit = CacheStatus.read("\"Origin Cache\"; hit; ttl=1100, \"CDN Company Here\"; fwd=uri-miss");
        CacheStatus miss = CacheStatus.read("OriginCache; fwd=bypass, CDN; fwd=method");

        assertThat(hit.isHit()).isTrue();
        assertThat(hit.speaker().orElseThrow().ttl()).contains(1100L);
        assertThat(miss.isHit()).isFalse();
        assertThat(miss.speaker().orElseThrow().forward()).contains("method");
    }

    @Test
    void a_hit_has_not_asked_further() {
        assertThat(CacheStatus.read("a; hit; fwd=miss").speaker().orElseThrow().forward())
                .isEmpty();
        assertThat(CacheStatus.read("a; hit=?0; fwd=miss").isHit()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hit;", "a; hit,", "a; hit, 1; hit", "a; HIT", "(a b); hit"})
    void what_is_no_list_of_caches_is_none(String field) {
        assertThat(CacheStatus.read(field).caches()).isEmpty();
    }
}
