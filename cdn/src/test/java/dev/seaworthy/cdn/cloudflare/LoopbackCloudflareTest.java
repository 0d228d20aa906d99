package dev.seaworthy.cdn.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker refuses what Cloudflare refuses, asked by another client than ours. */
class LoopbackCloudflareTest {
    private static final String PURGE = "/zones/" + LoopbackCloudflare.ZONE + "/purge_cache";
    private static final String EVERYTHING = "{\"purge_everything\":true}";

    private LoopbackCloudflare cloudflare;

    @BeforeEach
    void start() throws IOException {
        cloudflare = LoopbackCloudflare.start();
    }

    @AfterEach
    void stop() {
        cloudflare.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EVERYTHING,
                "{\"files\":[\"https://contentmax.ai/?page=1\"]}",
                "{\"files\":[{\"url\":\"https://contentmax.ai/\",\"headers\":{\"CF-IPCountry\":\"DE\"}}]}",
                "{\"tags\":[\"home\"]}",
                "{\"hosts\":[\"contentmax.ai\"]}",
                "{\"prefixes\":[\"contentmax.ai/blog\"]}"
            })
    void accepts_one_key_of_five(String body) throws Exception {
        assertThat(send(right(PURGE, body)).statusCode()).isEqualTo(200);
        assertThat(cloudflare.accepted()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"purge_everything\":false,\"files\":[\"https://contentmax.ai/\"]}",
                "{\"files\":[\"https://contentmax.ai/\"],\"tags\":[\"home\"]}",
                "{\"purge_everything\":false}",
                "{\"purge_everything\":\"true\"}",
                "{\"files\":[]}",
                "{\"files\":[\"/pricing\"]}",
                "{\"files\":[{\"url\":\"https://contentmax.ai/\"}]}",
                "{\"files\":[{\"url\":\"https://contentmax.ai/\",\"headers\":{}}]}",
                "{\"files\":[{\"url\":\"https://contentmax.ai/\",\"headers\":{\"Cookie\":\"a=b\"}}]}",
                "{\"files\":\"https://contentmax.ai/\"}",
                "{\"prefixes\":[\"https://contentmax.ai/blog\"]}",
                "{\"urls\":[\"https://contentmax.ai/\"]}",
                "{}",
                "[]",
                "{\"tags\":["
            })
    void refuses_the_body_that_says_two_things_and_other_wrong_ones(String body) throws Exception {
        assertRefused(right(PURGE, body), 400, 1012);
    }

    @Test
    void refuses_more_urls_than_one_call_may_name() throws Exception {
        String urls = IntStream.range(0, 101)
                .mapToObj(i -> "\"https://contentmax.ai/" + i + "\"")
                .collect(Collectors.joining(",", "{\"files\":[", "]}"));

        assertRefused(right(PURGE, urls), 400, 1135);
    }

    @Test
    void refuses_another_method_path_token_and_type() throws Exception {
        assertRefused(right(PURGE, EVERYTHING).GET(), 404, 7003);
        assertRefused(right("/zones/" + "f".repeat(32) + "/purge_cache", EVERYTHING), 404, 7003);
        assertRefused(right(PURGE, EVERYTHING).setHeader("Authorization", LoopbackCloudflare.TOKEN), 403, 10000);
        assertRefused(right(PURGE, EVERYTHING).setHeader("Content-Type", "text/plain"), 415, 10001);
    }

    private void assertRefused(HttpRequest.Builder request, int status, int code) throws Exception {
        HttpResponse<String> answer = send(request);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"success\":false", "\"code\":" + code);
        assertThat(answer.headers().firstValue("cf-ray")).contains(LoopbackCloudflare.RAY);
        assertThat(cloudflare.accepted()).isEmpty();
    }

    private HttpRequest.Builder right(String path, String body) {
        return HttpRequest.newBuilder(URI.create(cloudflare.baseUrl() + path))
                .header("Authorization", "Bearer " + LoopbackCloudflare.TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
