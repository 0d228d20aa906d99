package dev.seaworthy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The pages around the code keep to their size and lead somewhere. */
class DeskTest {
    static final List<String> MODULES = House.MODULES;

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");

    @Test
    void the_readme_is_short() throws IOException {
        assertThat(Files.readAllLines(House.root().resolve("README.md"))).hasSizeLessThanOrEqualTo(120);
    }

    @Test
    void a_decision_is_short_and_has_its_four_parts() throws IOException {
        try (Stream<Path> decisions = Files.list(House.root().resolve("docs/decisions"))) {
            assertThat(decisions.filter(file -> !file.endsWith("README.md")))
                    .isNotEmpty()
                    .allSatisfy(decision -> {
                        assertThat(Files.readAllLines(decision)).hasSizeLessThanOrEqualTo(40);
                        assertThat(decision)
                                .content()
                                .contains(
                                        "## Context",
                                        "## Decision",
                                        "## Consequences",
                                        "## What would change our mind");
                    });
        }
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void a_module_has_a_page_of_the_same_headings(String module) {
        assertThat(House.root().resolve(module).resolve("README.md"))
                .content()
                .contains("## Use it when", "## Start at", "## Test with", "## Needs", "## Not here");
    }

    @Test
    void a_link_between_pages_leads_somewhere() throws IOException {
        for (Path page : Pages.all()) {
            Matcher links = LINK.matcher(Files.readString(page));
            while (links.find()) {
                assertThat(page.getParent().resolve(links.group(1)))
                        .as("a link of " + page)
                        .exists();
            }
        }
    }
}
