package dev.seaworthy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each Java snippet of a page stands, line by line, in a source file that compiles: in docs' package {@code snippets},
 * or in an example that is one framework's.
 */
class SnippetsTest {
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static final List<String> FOLDERS = List.of(
            "docs/src/test/java/dev/seaworthy/docs/snippets",
            "examples/frameworks/src/main",
            "examples/spring-boot/src/main/java");

    @Test
    void a_snippet_compiles() throws IOException {
        List<String> sources = new ArrayList<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(House.root().resolve(folder))) {
                files.filter(Files::isRegularFile)
                        .map(SnippetsTest::read)
                        .map(SnippetsTest::stripped)
                        .forEach(sources::add);
            }
        }

        assertThat(snippets())
                .isNotEmpty()
                .allSatisfy(snippet -> assertThat(sources)
                        .as("the sources in %s", FOLDERS)
                        .anySatisfy(source -> assertThat(source).contains(stripped(snippet))));
    }

    private static List<String> snippets() throws IOException {
        List<String> snippets = new ArrayList<>();
        for (Path page : Pages.all()) {
            Matcher matcher = SNIPPET.matcher(read(page));
            while (matcher.find()) {
                snippets.add(matcher.group(1));
            }
        }
        return snippets;
    }

    private static String stripped(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
