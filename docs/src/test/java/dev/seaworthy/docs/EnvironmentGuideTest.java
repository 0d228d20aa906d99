package dev.seaworthy.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.core.config.ConfigException;
import dev.seaworthy.core.config.EnvironmentConfig;
import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.config.Setting;
import dev.seaworthy.core.config.annotation.Base64Bytes;
import dev.seaworthy.core.config.annotation.HexBytes;
import dev.seaworthy.core.config.annotation.Json;
import dev.seaworthy.core.config.annotation.Unit;
import dev.seaworthy.core.config.annotation.Variable;
import dev.seaworthy.core.config.constraint.PublicUrl;
import dev.seaworthy.core.config.dotenv.Dialect;
import dev.seaworthy.core.config.dotenv.DotEnv;
import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.value.Cidr;
import dev.seaworthy.core.config.value.DataSize;
import dev.seaworthy.core.config.value.HostPort;
import dev.seaworthy.core.config.value.Stage;
import dev.seaworthy.docs.snippets.EnvironmentGolden;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the guide to environments shows is what the code does. */
class EnvironmentGuideTest {
    private static final String MAIN = "core/src/main/java/dev/seaworthy/core/config/";

    @TestFactory
    Stream<DynamicTest> a_type_takes_and_refuses_the_texts_of_its_row() throws IOException {
        Map<String, Schema<?>> types = types();
        return GuideTable.of("type").rows().stream()
                .flatMap(row -> GuideTable.spans(row.get(0)).stream()
                        .flatMap(type -> Stream.concat(
                                GuideTable.spans(row.get(1)).stream().map(text -> takes(types.get(type), type, text)),
                                GuideTable.spans(row.get(2)).stream()
                                        .map(text -> refuses(types.get(type), type, text)))));
    }

    @Test
    void the_table_of_types_leaves_none_out() throws IOException {
        assertThat(GuideTable.of("type").rows().stream().flatMap(row -> GuideTable.spans(row.get(0)).stream()))
                .containsExactlyInAnyOrderElementsOf(types().keySet());
    }

    /** Production may find a text suspicious that is well formed. */
    private static DynamicTest takes(Schema<?> schema, String type, String text) {
        return DynamicTest.dynamicTest(
                type + " takes " + text,
                () -> assertThat(codes(schema, "V", text)).doesNotContain(Code.FORMAT));
    }

    private static DynamicTest refuses(Schema<?> schema, String type, String text) {
        return DynamicTest.dynamicTest(
                type + " refuses " + text,
                () -> assertThat(codes(schema, "V", text)).containsExactly(Code.FORMAT));
    }

    @Test
    void the_tables_of_annotations_and_constraints_leave_none_out() throws IOException {
        assertThat(annotations("annotation")).isEqualTo(declared("annotation"));
        assertThat(annotations("constraint")).isEqualTo(declared("constraint"));
    }

    private static Set<String> annotations(String table) throws IOException {
        return GuideTable.of(table).rows().stream()
                .flatMap(row -> GuideTable.spans(row.get(0)).stream())
                .map(span -> span.replaceAll("@(\\w+).*", "$1"))
                .collect(Collectors.toSet());
    }

    private static Set<String> declared(String folder) throws IOException {
        try (Stream<Path> files = Files.list(House.root().resolve(MAIN + folder))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info"))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void the_table_of_codes_leaves_none_out_and_tells_each_kind() throws IOException {
        Map<String, String> told = new HashMap<>();
        GuideTable.of("code")
                .rows()
                .forEach(row -> GuideTable.spans(row.get(0)).forEach(code -> told.put(code, row.get(1))));

        assertThat(told)
                .isEqualTo(Arrays.stream(Code.values())
                        .collect(Collectors.toMap(Code::toString, EnvironmentGuideTest::kind)));
    }

    private static String kind(Code code) {
        return code.kind().name().toLowerCase(Locale.ROOT) + (code.isWarning() ? ", a warning" : "");
    }

    @TestFactory
    Stream<DynamicTest> production_refuses_what_the_guide_says() throws IOException {
        Map<String, String> variables = Map.of(
                "placeholder", "KEY",
                "weak-secret", "KEY",
                "edge-space", "KEY",
                "local-url", "APP_URL",
                "public-credentials", "VITE_API");
        return GuideTable.of("refused").rows().stream()
                .filter(row -> !row.get(0).equals("`example-value`"))
                .flatMap(row -> GuideTable.spans(row.get(2)).stream()
                        .map(text -> DynamicTest.dynamicTest(
                                row.get(0) + " " + text,
                                () -> assertThat(codes(
                                                Schema.of(Suspicious.class),
                                                variables.get(GuideTable.spans(row.get(0))
                                                        .get(0)),
                                                text))
                                        .extracting(code -> "`" + code + "`")
                                        .containsExactly(row.get(0)))));
    }

    record Suspicious(
            Optional<Secret> key,
            Optional<@PublicUrl URI> appUrl,
            @Variable("VITE_API") Optional<URI> api) {}

    @TestFactory
    Stream<DynamicTest> a_dialect_reads_a_line_as_the_guide_says() throws IOException {
        GuideTable table = GuideTable.of("line");
        return table.rows().stream()
                .flatMap(row -> Stream.of(1, 2, 3)
                        .map(column -> DynamicTest.dynamicTest(
                                row.get(0) + " in " + table.head().get(column),
                                () -> assertThat(read(
                                                text(row.get(0)),
                                                Dialect.valueOf(table.head().get(column))))
                                        .isEqualTo(
                                                row.get(column).equals("refused")
                                                                || row.get(column)
                                                                        .equals("no entry")
                                                        ? row.get(column)
                                                        : "is " + text(row.get(column))))));
    }

    private static String read(String text, Dialect dialect) {
        DotEnv read = DotEnv.parse("line", text, dialect);
        if (!read.refusals().isEmpty()) {
            return "refused";
        }
        return read.entries().stream()
                .map(entry -> "is " + entry.value())
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(), entries -> entries.isEmpty() ? "no entry" : entries));
    }

    /** Spans, with the words tab and newline between them. */
    private static String text(String cell) {
        return Arrays.stream(cell.split(", ", -1))
                .map(part -> switch (part) {
                    case "tab" -> "\t";
                    case "newline" -> "\n";
                    default -> GuideTable.spans(part).get(0);
                })
                .collect(Collectors.joining());
    }

    @Test
    void the_report_of_the_guide_is_real() throws IOException {
        ConfigException thrown = catchThrowableOfType(ConfigException.class, EnvironmentGolden::guide);

        assertThat(block(GuideTable.guide(), "text")).isEqualTo(lines(thrown.getMessage()));
        assertThat(thrown.toJson()).startsWith(block(GuideTable.guide(), "json"));
    }

    @Test
    void the_report_of_the_readme_is_real() throws IOException {
        ConfigException thrown = catchThrowableOfType(ConfigException.class, EnvironmentGolden::readme);

        assertThat(block(Files.readString(House.root().resolve("README.md")), "text"))
                .isEqualTo(lines(thrown.getMessage()));
    }

    private static String block(String page, String language) {
        String fence = "```" + language + "\n";
        int start = page.indexOf(fence) + fence.length();
        return page.substring(start, page.indexOf("\n```", start));
    }

    private static String lines(String text) {
        return text.replace(System.lineSeparator(), "\n");
    }

    @Test
    void the_prefixes_of_the_guide_lead_to_browsers() throws IOException {
        assertThat(GuideTable.spans(
                        GuideTable.guide().replace('\n', ' ').replaceAll(".*whose names begin with(.*?)\\..*", "$1")))
                .hasSizeGreaterThan(5)
                .allMatch(
                        prefix -> Setting.of(prefix + "X", String.class).build().isForBrowsers());
    }

    private static List<Code> codes(Schema<?> schema, String variable, String text) {
        try {
            EnvironmentConfig.of(schema).environment(Map.of(variable, text)).load();
            return List.of();
        } catch (ConfigException e) {
            return e.problems().stream().map(Problem::code).toList();
        }
    }

    private static Map<String, Schema<?>> types() {
        Map<String, Schema<?>> types = new HashMap<>();
        Stream.of(
                        String.class,
                        Secret.class,
                        boolean.class,
                        byte.class,
                        short.class,
                        int.class,
                        long.class,
                        BigInteger.class,
                        float.class,
                        double.class,
                        BigDecimal.class,
                        RoundingMode.class,
                        Stage.class,
                        URI.class,
                        HostPort.class,
                        InetAddress.class,
                        Cidr.class,
                        Path.class,
                        Duration.class,
                        DataSize.class,
                        Instant.class,
                        LocalDate.class,
                        ZoneId.class,
                        Locale.class,
                        UUID.class,
                        Pattern.class,
                        PrivateKey.class,
                        PublicKey.class,
                        X509Certificate.class)
                .forEach(type -> types.put(
                        type.getSimpleName(), Schema.of(Setting.of("V", type).build())));
        types.put("@Unit(MILLIS) Duration", Schema.of(InMillis.class));
        types.put("@Base64Bytes(4) SecretBytes", Schema.of(InBase64.class));
        types.put("@HexBytes(4) SecretBytes", Schema.of(InHex.class));
        types.put("List<Integer>", Schema.of(Listed.class));
        types.put("Set<String>", Schema.of(Unique.class));
        types.put("Map<String, Integer>", Schema.of(Mapped.class));
        types.put("@Json Point", Schema.of(InJson.class));
        return types;
    }

    record InMillis(@Unit(ChronoUnit.MILLIS) Duration v) {}

    record InBase64(@Base64Bytes(4) SecretBytes v) {}

    record InHex(@HexBytes(4) SecretBytes v) {}

    record Listed(List<Integer> v) {}

    record Unique(Set<String> v) {}

    record Mapped(Map<String, Integer> v) {}

    record Point(int x, int y) {}

    record InJson(@Json Point v) {}
}
