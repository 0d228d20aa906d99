package dev.seaworthy.core.deploy.vercel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.deploy.vercel.plan.Limit;
import dev.seaworthy.core.deploy.vercel.plan.VercelPlan;
import dev.seaworthy.core.deploy.vercel.problem.VercelProblem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidateTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // names
                "WARNING /regions/1 | {'regions': ['iad1', 'iad2']} | Did you mean \"iad1\"?",
                "WARNING /functions/a.js/regions/0 | {'functions': {'a.js': {'regions': ['FRA1']}}} | Did you mean \"fra1\"?",
                "WARNING /framework | {'framework': 'nextj'} | Did you mean \"nextjs\"?",
                "WARNING /redirect | {'redirect': []} | Did you mean \"redirects\"?",
                "WARNING /frobnicate | {'frobnicate': 1} | newer",
                "ERROR /redirects/0/premanent | {'redirects': [{'source': '/a', 'destination': '/b', 'premanent': true}]} | Did you mean \"permanent\"?",
                // crons
                "ERROR /crons/0/schedule | {'crons': [{'path': '/a', 'schedule': '0 0 2 * * *'}]} | has 6 fields",
                "ERROR /crons/0/schedule | {'crons': [{'path': '/a', 'schedule': '0 2 * * MON'}]} | letters",
                "ERROR /crons/0/schedule | {'crons': [{'path': '/a', 'schedule': '60 2 * * *'}]} | minute",
                "ERROR /crons/0/schedule | {'crons': [{'path': '/a', 'schedule': '0 0 31 2 *'}]} | never comes",
                "ERROR /crons/0/path | {'crons': [{'path': 'a', 'schedule': '0 2 * * *'}]} | begin with",
                "WARNING /crons/0/schedule | {'crons': [{'path': '/a', 'schedule': '0 2 1 * 1'}]} | day of the week",
                "WARNING /crons/1/path | {'crons': [{'path': '/a', 'schedule': '0 2 * * *'}, {'path': '/a', 'schedule': '0 3 * * *'}]} | /crons/0",
                "NOTE /crons/1/schedule | {'crons': [{'path': '/a', 'schedule': '0 2 * * *'}, {'path': '/b', 'schedule': '0 */2 * * *'}]} | same minute as /crons/0, at 02:00",
                "NOTE /crons | {'crons': [{'path': '/a', 'schedule': '0 2 * * *'}]} | legacy",
                // patterns
                "ERROR /headers/0/source | {'headers': [{'source': '/(a(b))', 'headers': []}]} | capturing group",
                "ERROR /rewrites/0/source | {'rewrites': [{'source': '/**', 'destination': '/b'}]} | nothing to repeat",
                "ERROR /redirects/0/source | {'redirects': [{'source': 'a', 'destination': '/b'}]} | matches no path",
                "ERROR /redirects/0/destination | {'redirects': [{'source': '/a/:id', 'destination': '/b/:ID'}]} | :ID",
                "WARNING /redirects/0/destination | {'redirects': [{'source': '/a', 'destination': 'b'}]} | neither",
                "ERROR /routes/0/src | {'routes': [{'src': '/(a'}]} | no regular expression",
                // overlaps
                "ERROR /redirects/1/source | {'redirects': [{'source': '/a/:x', 'destination': '/b'}, {'source': '/a/:y', 'destination': '/c'}]} | once more",
                "WARNING /redirects/1/source | {'redirects': [{'source': '/a/(.*)', 'destination': '/b'}, {'source': '/a/x', 'destination': '/c'}]} | never reached",
                "WARNING /rewrites/1/source | {'rewrites': [{'source': '/(.*)', 'destination': '/b'}, {'source': '/a/:x', 'destination': '/c'}]} | never reached",
                "WARNING /headers/0/headers/0 | {'headers': [{'source': '/a', 'headers': [{'key': 'X-A', 'value': '1'}]}, {'source': '/a', 'headers': [{'key': 'x-a', 'value': '2'}]}]} | replaced by /headers/1/headers/0",
                // where redirects lead
                "ERROR /redirects/0/destination | {'redirects': [{'source': '/a', 'destination': '/a'}]} | circle",
                "ERROR /redirects/1/destination | {'redirects': [{'source': '/a', 'destination': '/b'}, {'source': '/b', 'destination': '/a?x=1'}]} | /redirects/1, /redirects/0",
                "ERROR /redirects/0/destination | {'redirects': [{'source': '/a/:p*', 'destination': '/a/v2/:p*'}]} | circle",
                "ERROR /redirects/0/destination | {'trailingSlash': false, 'redirects': [{'source': '/a', 'destination': '/a/'}]} | /trailingSlash",
                "WARNING /redirects/0/destination | {'redirects': [{'source': '/a', 'destination': '/b'}, {'source': '/b', 'destination': '/c'}]} | takes 2 redirects",
                "WARNING /redirects/0/destination | {'redirects': [{'source': '/a', 'destination': 'http://x.example/'}]} | for good",
                "WARNING /redirects/0/statusCode | {'redirects': [{'source': '/a', 'destination': '/b', 'statusCode': 200}]} | no status of a redirect",
                // exclusions
                "ERROR /functions | {'functions': {'a': {}}, 'builds': []} | builds",
                "ERROR /rewrites | {'routes': [], 'rewrites': []} | routes",
                "ERROR /cleanUrls | {'routes': [], 'cleanUrls': true} | routes",
                "ERROR /framework | {'services': {}, 'framework': 'nextjs'} | services",
                "ERROR /redirects/0/statusCode | {'redirects': [{'source': '/a', 'destination': '/b', 'permanent': true, 'statusCode': 301}]} | permanent",
                "ERROR /routes/0/source | {'routes': [{'src': '/a', 'source': '/a'}]} | src",
                // headers
                "ERROR /headers/0/headers/0/key | {'headers': [{'source': '/a', 'headers': [{'key': 'X A', 'value': '1'}]}]} | no name of a header",
                "ERROR /headers/0/headers/0/key | {'headers': [{'source': '/a', 'headers': [{'key': '', 'value': '1'}]}]} | no name of a header",
                "ERROR /headers/0/headers/0/value | {'headers': [{'source': '/a', 'headers': [{'key': 'X-A', 'value': '1\\n2'}]}]} | U+000A",
                "WARNING /headers/0/headers/0/value | {'headers': [{'source': '/a', 'headers': [{'key': 'X-A', 'value': 'é'}]}]} | ASCII",
                "WARNING /headers/0/headers/0/value | {'headers': [{'source': '/a', 'headers': [{'key': 'X-A', 'value': ' 1'}]}]} | blank",
                "WARNING /headers/0/headers/0/key | {'headers': [{'source': '/a', 'headers': [{'key': 'Content-Length', 'value': '1'}]}]} | server",
                "ERROR /routes/0/headers/X A | {'routes': [{'src': '/a', 'headers': {'X A': '1'}}]} | no name of a header",
                // shape
                "ERROR /functions/a.js/memory | {'functions': {'a.js': {'memory': 127}}} | 128 to 10240",
                "ERROR /regions | {'regions': 'iad1'} | is not a list",
                "ERROR /functions/a~1b~0/runtime | {'functions': {'a/b~': {'runtime': 1}}} | is not a text",
                // old ways
                "NOTE /env | {'env': {}} | legacy",
                "NOTE /builds | {'builds': []} | legacy",
            })
    void finds(String where, String json, String sentence) {
        List<VercelProblem> problems = Fixtures.of(json).validate(VercelPlan.UNKNOWN);

        assertThat(problems)
                .extracting(VercelProblem::toString)
                .anyMatch(problem -> problem.startsWith(where + ": ") && problem.contains(sentence));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}",
                "{'$schema': 'https://openapi.vercel.sh/vercel.json', 'framework': null, 'cleanUrls': true, 'trailingSlash': false}",
                "{'redirects': [{'source': '/a', 'destination': '/b', 'has': [{'type': 'host', 'value': 'x'}]}, {'source': '/a', 'destination': '/c'}]}",
                "{'redirects': [{'source': '/(.*)', 'destination': 'https://new.example/$1', 'has': [{'type': 'cookie', 'key': 'beta'}]}, {'source': '/a', 'destination': '/c'}]}",
                "{'redirects': [{'source': '/old/:p*', 'destination': 'https://new.example/:p*', 'permanent': true}]}",
                "{'redirects': [{'source': '/:lang(en)/docs/:slug', 'destination': '/docs/:slug?lang=:lang', 'permanent': false}]}",
                "{'redirects': [{'source': '/a', 'destination': '/b/:tenant', 'has': [{'type': 'host', 'value': '(?<tenant>.*).x'}]}]}",
                "{'rewrites': [{'source': '/a/:x', 'destination': 'https://api.example:8443/:x#:y'}]}",
                "{'headers': [{'source': '/a/:x', 'headers': [{'key': 'X-:x', 'value': ':x'}]}]}",
                "{'functions': {'app/**': {'maxDuration': 'max', 'memory': 1024}}, 'regions': ['yul1']}",
                "{'crons': []}",
            })
    void finds_nothing(String json) {
        assertThat(Fixtures.of(json).validate(VercelPlan.UNKNOWN)).isEmpty();
    }

    @Test
    void all_problems_are_found_together() {
        assertThat(Fixtures.of(
                                "{'regions': ['x'], 'redirects': [{'source': '/(', 'destination': 1}, {'source': '/a'}]}")
                        .validate(VercelPlan.PRO))
                .extracting(VercelProblem::pointer)
                .containsExactlyInAnyOrder(
                        "/regions/0", "/redirects/0/destination", "/redirects/0/source", "/redirects/1");
    }

    @Test
    void a_plan_bounds_what_it_allows_and_says_since_when() {
        VercelConfig config = Fixtures.of(
                "{'functions': {'a.js': {'maxDuration': 301, 'memory': 4096}}, 'crons': [{'path': '/a', 'schedule': '0 2,3 * * *'}]}");

        assertThat(limits(config, VercelPlan.HOBBY))
                .containsExactlyInAnyOrder(
                        "ERROR /functions/a.js/maxDuration", "ERROR /functions/a.js/memory", "ERROR /crons/0/schedule");
        assertThat(limits(config, VercelPlan.UNKNOWN))
                .containsExactlyInAnyOrder(
                        "WARNING /functions/a.js/maxDuration",
                        "WARNING /functions/a.js/memory",
                        "WARNING /crons/0/schedule");
        assertThat(limits(config, VercelPlan.PRO)).isEmpty();
        assertThat(config.validate(VercelPlan.HOBBY))
                .anyMatch(problem -> problem.sentence()
                        .equals("is 301 seconds; the plan hobby allows 300"
                                + " (https://vercel.com/docs/functions/limitations, 2025-12-18)"));
    }

    @Test
    void a_daily_cron_is_for_every_plan_and_a_hundred_of_them() {
        String crons = IntStream.rangeClosed(1, 101)
                .mapToObj(each -> "{'path': '/%d', 'schedule': '%d %d * * 1'}".formatted(each, each % 60, each / 60))
                .collect(Collectors.joining(", ", "[", "]"));

        assertThat(limits(Fixtures.of("{'crons': " + crons + "}"), VercelPlan.ENTERPRISE))
                .containsExactly("ERROR /crons");
        assertThat(limits(Fixtures.of("{'crons': [{'path': '/a', 'schedule': '0 2 * * *'}]}"), VercelPlan.HOBBY))
                .isEmpty();
    }

    @Test
    void a_limit_that_is_not_certain_is_a_warning() {
        VercelConfig config = Fixtures.of("{'regions': ['iad1', 'fra1', 'sfo1', 'cdg1']}");

        assertThat(VercelPlan.PRO.limit(Limit.REGIONS).certain()).isFalse();
        assertThat(limits(config, VercelPlan.PRO)).containsExactly("WARNING /regions");
        assertThat(limits(config, VercelPlan.ENTERPRISE)).isEmpty();
    }

    @Test
    void every_entry_counts() {
        String redirect = "{'source': '/%d', 'destination': '/x'}";
        String redirects = IntStream.rangeClosed(1, 2_049)
                .mapToObj(redirect::formatted)
                .collect(Collectors.joining(", ", "[", "]"));

        assertThat(Fixtures.of("{'redirects': " + redirects + "}").validate(VercelPlan.PRO))
                .extracting(VercelProblem::toString)
                .containsExactly(
                        "ERROR /redirects: has 2049 elements, and may have 0 to 2048 — Leave some out, or join them.");
    }

    @Test
    void patterns_that_try_for_ever_end_and_it_is_told() {
        String redirects = IntStream.rangeClosed(1, 60)
                .mapToObj(each -> "{'source': '/(.*)(.*)(.*)(.*)%d', 'destination': '/x'}".formatted(each))
                .collect(Collectors.joining(", "));
        String literals = IntStream.rangeClosed(1, 60)
                .mapToObj(each -> "{'source': '/%s%d', 'destination': '/x'}".formatted("a".repeat(60), 100 + each))
                .collect(Collectors.joining(", "));

        assertThat(Fixtures.of("{'redirects': [" + redirects + ", " + literals + "]}")
                        .validate(VercelPlan.PRO))
                .anyMatch(problem -> problem.toString().startsWith("NOTE the file: has patterns that take too long"));
    }

    private static List<String> limits(VercelConfig config, VercelPlan plan) {
        return config.validate(plan).stream()
                .filter(problem -> problem.sentence().contains(" allows "))
                .map(problem -> problem.severity() + " " + problem.pointer())
                .toList();
    }
}
