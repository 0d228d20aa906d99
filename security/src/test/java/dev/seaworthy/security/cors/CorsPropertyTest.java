package dev.seaworthy.security.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.cors.Browser.Fetch;
import dev.seaworthy.security.cors.Browser.Response;
import dev.seaworthy.security.headers.HeaderField;
import dev.seaworthy.security.testing.RecordingHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random policies, stated from parts that this test keeps, before a browser that is written from the standard: a page
 * reads exactly what its policy says.
 */
class CorsPropertyTest {
    private static final int ROUNDS = 5_000;
    private static final List<String> HOSTS = List.of(
            "example.com",
            "a.example.com",
            "b.a.example.com",
            "evilexample.com",
            "example.com.evil.org",
            "org",
            "evil.org",
            "localhost",
            "127.0.0.1",
            "[::1]");
    private static final List<String> PORTS = List.of("", "", ":8443", ":3000", ":443", ":80");
    private static final List<String> METHODS = List.of("PUT", "DELETE", "PATCH", "PURGE", "purge", "OPTIONS");
    private static final List<String> ASKED_METHODS = List.of(
            "GET", "get", "HEAD", "POST", "PUT", "put", "DELETE", "PATCH", "patch", "PURGE", "purge", "OPTIONS");
    private static final List<String> HEADERS =
            List.of("X-A", "x-b", "Authorization", "Content-Type", "Accept", "Accept-Language", "Range");
    private static final List<String> ANSWERED = List.of("X-Total", "ETag", "Content-Type", "Set-Cookie");

    private final Random random = new Random(20260629);

    /** A header as a page sends it, and whether the standard's safelist leaves it out. */
    private record Sent(String name, String value, boolean unsafe) {}

    private static final List<Sent> SENT = List.of(
            new Sent("X-A", "1", true),
            new Sent("X-B", "1", true),
            new Sent("authorization", "Bearer x", true),
            new Sent("Content-Type", "text/plain; charset=utf-8", false),
            new Sent("content-type", "application/json", true),
            new Sent("Content-Type", "text/plain; q=\"1\"", true),
            new Sent("Accept", "*/*", false),
            new Sent("Accept", "x".repeat(129), true),
            new Sent("Accept-Language", "de, en;q=0.5", false),
            new Sent("Accept-Language", "de_AT", true),
            new Sent("Range", "bytes=0-", false),
            new Sent("Range", "bytes=-5", true));

    /** What was stated, in parts. */
    private record Policy(
            boolean anyOrigin,
            boolean nullOrigin,
            List<Pattern> origins,
            boolean credentials,
            boolean anyMethod,
            Set<String> methods,
            boolean anyHeader,
            Set<String> headers,
            boolean exposeAny,
            Set<String> exposed,
            boolean vary,
            boolean explains) {
        Cors build() {
            Cors.Builder cors = Cors.builder()
                    .methods(methods.toArray(String[]::new))
                    .headers(headers.toArray(String[]::new))
                    .exposedHeaders(exposed.toArray(String[]::new))
                    .maxAge(Duration.ofSeconds(60))
                    .dangerouslyAllowInsecureOriginsWithCredentials()
                    .dangerouslyAllowSubdomainsOfPublicSuffixesWithCredentials();
            if (anyOrigin) {
                cors.allowAnyOriginUnsafely();
            } else {
                cors.origins(origins.stream().map(Pattern::text).distinct().toArray(String[]::new));
            }
            if (nullOrigin) {
                cors.dangerouslyAllowNullOrigin();
            }
            if (credentials) {
                cors.allowCredentials();
            }
            if (anyMethod) {
                cors.allowAnyMethod();
            }
            if (anyHeader) {
                cors.allowAnyHeaderButAuthorization();
            }
            if (exposeAny) {
                cors.exposeAnyHeader();
            }
            if (vary) {
                cors.varyOnPreflights();
            }
            if (explains) {
                cors.explainRefusals();
            }
            return cors.build();
        }

        boolean allowsOrigin(Page page) {
            return anyOrigin
                    || (page.isNull() ? nullOrigin : origins.stream().anyMatch(pattern -> pattern.covers(page)));
        }

        boolean allowsMethod(String method) {
            return Set.of("GET", "HEAD", "POST").contains(method) || anyMethod || methods.contains(method);
        }

        boolean allowsHeader(Sent header) {
            return !header.unsafe()
                    || headers.stream().anyMatch(header.name()::equalsIgnoreCase)
                    || (anyHeader && !header.name().equalsIgnoreCase("Authorization"));
        }

        boolean exposes(String name) {
            return !name.equals("Set-Cookie") && (name.equals("Content-Type") || exposeAny || exposed.contains(name));
        }
    }

    private record Pattern(String scheme, boolean subdomains, String host, String port) {
        String text() {
            return scheme + "://" + (subdomains ? "*." : "") + host + port;
        }

        boolean covers(Page page) {
            return scheme.equals(page.scheme())
                    && (subdomains
                            ? page.host().endsWith("." + host)
                            : page.host().equals(host))
                    && (port.equals(":*") || port.equals(page.port()));
        }
    }

    private record Page(String scheme, String host, String port) {
        static final Page NULL = new Page("", "", "");

        boolean isNull() {
            return scheme.isEmpty();
        }

        String origin() {
            return isNull() ? "null" : scheme + "://" + host + port;
        }
    }

    @Test
    void a_page_reads_what_the_policy_says_and_not_a_byte_more() {
        Map<String, Integer> seen = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            Policy policy = policy();
            seen.merge(check(policy, policy.build()), 1, Integer::sum);
        }

        assertThat(seen.keySet())
                .containsExactly("nothing", "read", "read after asking", "refused", "refused when asking");
        assertThat(seen.values()).allMatch(count -> count > ROUNDS / 50);
    }

    private String check(Policy policy, Cors cors) {
        Page page = page(policy);
        List<Sent> headers = headers();
        Fetch fetch = new Fetch(
                page.origin(),
                pick(ASKED_METHODS),
                headers.stream().collect(Collectors.toMap(Sent::name, Sent::value)),
                random.nextBoolean(),
                random.nextInt(4) == 0);
        String method = Browser.normalize(fetch.method());
        boolean mayAsk = policy.allowsOrigin(page)
                && policy.allowsMethod(method)
                && headers.stream().allMatch(policy::allowsHeader);
        boolean mayRead = mayAsk && (!fetch.credentials() || policy.credentials());

        List<Response> answers = new ArrayList<>();
        Browser browser = new Browser(request -> answer(cors, request, answers));
        Optional<Set<String>> read = browser.fetch(fetch);

        Supplier<String> told = () -> policy + "\n" + fetch + "\n" + answers;
        assertThat(read.isPresent()).as(told).isEqualTo(mayRead);
        read.ifPresent(names -> assertThat(
                        ANSWERED.stream().filter(name -> names.contains(name.toLowerCase(Locale.ROOT))))
                .as(told)
                .containsExactlyElementsOf(
                        ANSWERED.stream().filter(policy::exposes).toList()));
        answers.forEach(answer -> assertTellsNoMoreThanNeeded(told, policy, page, answer));
        boolean asked = browser.sent().get(0).isPreflight();
        return policy.origins().isEmpty() && !policy.anyOrigin() && !mayRead
                ? "nothing"
                : (mayRead ? "read" + (asked ? " after asking" : "") : "refused" + (asked ? " when asking" : ""));
    }

    private static void assertTellsNoMoreThanNeeded(Supplier<String> told, Policy policy, Page page, Response answer) {
        List<HeaderField> cors = answer.headers().stream()
                .filter(header -> header.name().startsWith("Access-Control-"))
                .toList();
        if (!policy.allowsOrigin(page) || answer.status() == 403) {
            assertThat(cors).as(told).isEmpty();
        } else {
            assertThat(answer.get("Access-Control-Allow-Origin"))
                    .as(told)
                    .contains(policy.anyOrigin() ? "*" : page.origin());
            assertThat(answer.get("Access-Control-Allow-Credentials"))
                    .as(told)
                    .isEqualTo(policy.credentials() ? Optional.of("true") : Optional.empty());
        }
        assertThat(cors.stream().map(HeaderField::name)).as(told).doesNotHaveDuplicates();
        assertThat(answer.get("X-Cors-Debug").isPresent())
                .as(told)
                .isEqualTo(policy.explains() && (!policy.allowsOrigin(page) || answer.status() == 403));
    }

    @Test
    void a_cache_that_heeds_vary_hands_no_page_what_another_page_was_told() {
        for (int round = 0; round < ROUNDS; round++) {
            Policy policy = policy();
            Cors cors = policy.build();
            Optional<String> first = anyOrigin(policy);
            Optional<String> second = anyOrigin(policy);
            Response stored = answer(cors, get(first), new ArrayList<>());
            List<String> vary = stored.headers().stream()
                    .filter(header -> header.name().equals("Vary"))
                    .map(HeaderField::value)
                    .toList();

            assertThat(vary).isEqualTo(policy.anyOrigin() ? List.of() : List.of("Origin"));
            if (vary.isEmpty() || first.equals(second)) {
                assertThat(stored).isEqualTo(answer(cors, get(second), new ArrayList<>()));
            }
        }
    }

    private static CorsRequest get(Optional<String> origin) {
        return new CorsRequest("GET", origin, Optional.empty(), List.of());
    }

    private static Response answer(Cors cors, CorsRequest request, List<Response> answers) {
        CorsDecision decision = cors.decide(request);
        RecordingHeaders headers = new RecordingHeaders();
        decision.writeTo(headers);
        if (!decision.answersPreflight()) {
            ANSWERED.forEach(name -> headers.set(name, "x"));
        }
        Response response =
                new Response(decision instanceof CorsDecision.PreflightRefused ? 403 : 200, headers.fields());
        answers.add(response);
        return response;
    }

    private Policy policy() {
        boolean anyOrigin = random.nextInt(5) == 0;
        boolean credentials = !anyOrigin && random.nextBoolean();
        boolean nullOrigin = !credentials && random.nextInt(4) == 0;
        List<Pattern> origins = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0 && !anyOrigin; i--) {
            origins.add(pattern());
        }
        if (nullOrigin && random.nextInt(3) == 0) {
            origins.clear();
        }
        return new Policy(
                anyOrigin,
                nullOrigin,
                origins,
                credentials,
                !credentials && random.nextInt(3) == 0,
                some(METHODS),
                !credentials && random.nextInt(3) == 0,
                some(HEADERS),
                !credentials && random.nextInt(3) == 0,
                some(List.of("X-Total", "ETag", "Content-Type")),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private Pattern pattern() {
        String scheme = pick(List.of("https", "http"));
        String host = pick(HOSTS);
        boolean subdomains = random.nextBoolean() && Character.isLetter(host.charAt(0));
        String port = random.nextInt(4) == 0 ? ":*" : port(scheme);
        return new Pattern(scheme, subdomains, host, port);
    }

    /** Half of them near what is allowed, or few would be. */
    private Page page(Policy policy) {
        if (random.nextInt(10) == 0) {
            return Page.NULL;
        }
        if (random.nextBoolean() && !policy.origins().isEmpty()) {
            Pattern near = pick(policy.origins());
            return new Page(
                    near.scheme(),
                    near.subdomains() ? pick(List.of("x.", "y.x.", "")) + near.host() : near.host(),
                    near.port().equals(":*") ? port(near.scheme()) : near.port());
        }
        String scheme = pick(List.of("https", "http"));
        return new Page(scheme, pick(HOSTS), port(scheme));
    }

    private String port(String scheme) {
        String port = pick(PORTS);
        return port.equals(scheme.equals("https") ? ":443" : ":80") ? "" : port;
    }

    private Optional<String> anyOrigin(Policy policy) {
        return random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(page(policy).origin());
    }

    private List<Sent> headers() {
        List<Sent> sent = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Sent header = pick(SENT);
            if (sent.stream().noneMatch(other -> other.name().equalsIgnoreCase(header.name()))) {
                sent.add(header);
            }
        }
        return sent;
    }

    private Set<String> some(List<String> names) {
        List<String> shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, random);
        return Set.copyOf(shuffled.subList(0, random.nextInt(names.size() + 1)));
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
