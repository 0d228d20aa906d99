package dev.seaworthy.security.http.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "TEXT/HTML",
                "text/html;charset=utf-8",
                "text/html, application/json;q=0.9",
                "application/json;q=0.9,text/html",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
                "text/html ; q=0.2 , */* ; q=0.1",
                "text/html;level=1;q=0.4, text/html, application/json;q=0.5",
                "text/*",
                "text/*;q=0.5, application/*;q=0.4",
                "text/html;q=0.5, application/json;q=0",
                "text/html;q=0.5, application/json;q=0.499",
                "*/*, application/json;q=0.9, application/problem+json;q=0.9",
            })
    void html_is_preferred(String accept) {
        assertThat(Accept.prefersHtml(accept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                ";",
                "*/*",
                "application/json",
                "application/problem+json, text/html;q=0.9",
                "application/json, text/plain, */*",
                "text/html, application/json",
                "text/html;q=0.5, application/json;q=0.6",
                "text/html;Q=0.5, application/json;q=0.6",
                "text/html;q=0",
                "text/html;q=0, */*",
                "text/*, text/html;q=0, */*;q=0.5",
                "text/html;q=1.5",
                "text/html;q=-1",
                "text/html;q=",
                "text/html;q=NaN",
                "text/html;q=1e0",
                "text/htm",
                "xtext/html",
                "image/png",
                "*",
            })
    void html_is_not_preferred(String accept) {
        assertThat(Accept.prefersHtml(accept)).isFalse();
    }
}
