package dev.seaworthy.cdn.probe.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cdn.probe.verdict.CacheState;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Cache-Status    | a; hit                              | HIT
                    Cache-Status    | a; hit; ttl=0                       | HIT
                    Cache-Status    | a; hit; ttl=-1                      | STALE
                    Cache-Status    | a; fwd=stale; fwd-status=304        | REVALIDATED
                    Cache-Status    | a; fwd=stale; fwd-status=200        | MISS
                    Cache-Status    | a; fwd=vary-miss                    | MISS
                    Cache-Status    | a; fwd=method                       | BYPASS
                    Cache-Status    | a                                   | UNKNOWN
                    CF-Cache-Status | EXPIRED                             | MISS
                    CF-Cache-Status | UPDATING                            | STALE
                    CF-Cache-Status | REVALIDATED                         | REVALIDATED
                    CF-Cache-Status | NONE                                | BYPASS
                    X-Cache         | RefreshHit from cloudfront          | REVALIDATED
                    X-Cache         | LambdaGeneratedResponse from x      | BYPASS
                    X-Cache         | HIT, MISS                           | HIT
                    X-Cache         | TCP_REFRESH_FAIL_HIT from a.example | STALE
                    X-Cache         | PRIVATE_NOSTORE                     | BYPASS
                    X-Cache         | whatever                            | UNKNOWN
                    X-Varnish       | 5 3                                 | HIT
                    X-Varnish       | 5                                   | UNKNOWN
                    Age             | 0                                   | UNKNOWN
                    Age             | 1                                   | HIT
                    Age             | soon                                | UNKNOWN
                    """)
    void a_header_tells_where_an_answer_came_from(String name, String value, CacheState state) {
        HttpHeaders headers = HttpHeaders.of(Map.of(name, List.of(value)), (key, text) -> true);

        assertThat(Answer.of(Asked.anybody(), Instant.EPOCH, 200, headers, new byte[0])
                        .state())
                .isEqualTo(state);
    }
}
