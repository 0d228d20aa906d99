package dev.seaworthy.examples.benchmarks.security;

import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.servlet.SecurityFilter;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands before the application. */
enum Protection {
    NONE(null),
    /** Of a JSON API: seven headers, the names of servers and frameworks stripped, CORS. */
    HEADERS_AND_CORS(SecurityHeaders.jsonApi()),
    /** Of pages: ten headers, one of them with a nonce of its own in each response; stripped as well, and CORS. */
    HEADERS_NONCE_AND_CORS(SecurityHeaders.htmlPage());

    static final String ALLOWED_ORIGIN = "https://app.example.com";

    @SuppressWarnings("ImmutableEnumChecker") // SecurityHeaders is immutable, but not marked as such
    private final @Nullable SecurityHeaders headers;

    Protection(@Nullable SecurityHeaders headers) {
        this.headers = headers;
    }

    Optional<Filter> filter() {
        return Optional.ofNullable(headers)
                .map(stated -> HttpSecurity.builder()
                        .headers(stated)
                        .cors("/", CorsPolicies.seaworthy(List.of(ALLOWED_ORIGIN)))
                        .build())
                .map(SecurityFilter::new);
    }
}
