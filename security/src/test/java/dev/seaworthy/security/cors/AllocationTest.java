package dev.seaworthy.security.cors;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.seaworthy.security.headers.HeaderField;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A decision that reads neither patterns nor names of headers was made with the policy, and costs no memory. */
class AllocationTest {
    private static final int REQUESTS = 20_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Cors cors = Cors.builder()
            .origins("https://app.example", "https://shop.example")
            .methods("PUT")
            .headers("Authorization")
            .exposedHeaders("X-Total")
            .allowCredentials()
            .explainRefusals()
            .build();

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.argumentSet("without an origin", request("GET", null, null)),
                Arguments.argumentSet("allowed", request("GET", "https://app.example", null)),
                Arguments.argumentSet("refused", request("GET", "https://evil.example", null)),
                Arguments.argumentSet("preflight refused", request("OPTIONS", "https://app.example", "DELETE")));
    }

    private static CorsRequest request(String method, String origin, String requestMethod) {
        return new CorsRequest(method, Optional.ofNullable(origin), Optional.ofNullable(requestMethod), List.of());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_decision_allocates_nothing(CorsRequest request) {
        assertThat(bytesOfOne(request)).isLessThan(1);
    }

    @Test
    void an_origin_is_granted_the_same_answer_each_time() {
        CorsRequest request = request("GET", "https://app.example", null);

        assertThat(cors.decide(request)).isSameAs(cors.decide(request));
    }

    @Test
    void an_origin_that_a_pattern_covers_is_granted_the_same_answer_until_another_comes() {
        Cors patterns = Cors.builder().origins("https://*.example.com").build();
        CorsRequest one = request("GET", "https://one.example.com", null);
        CorsDecision granted = patterns.decide(one);

        assertThat(patterns.decide(request("GET", new String("https://one.example.com"), null)))
                .isSameAs(granted);
        assertThat(patterns.decide(request("GET", "https://one.example.org", null)))
                .isInstanceOf(CorsDecision.Refused.class);
        assertThat(patterns.decide(request("GET", "https://two.example.com", null))
                        .headers())
                .contains(new HeaderField("Access-Control-Allow-Origin", "https://two.example.com"));
        assertThat(patterns.decide(one)).isEqualTo(granted);
        assertThat(patterns.decide(request("OPTIONS", "https://one.example.com", "GET")))
                .isInstanceOf(CorsDecision.Preflight.class);
    }

    private double bytesOfOne(CorsRequest request) {
        long id = Thread.currentThread().getId();
        threads.getThreadAllocatedBytes(id);
        long headers = cors.decide(request).headers().size();

        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < REQUESTS; i++) {
            headers += cors.decide(request).headers().size();
        }
        double bytes = threads.getThreadAllocatedBytes(id) - before;

        assertThat(headers).isNotNegative();
        return bytes / REQUESTS;
    }
}
