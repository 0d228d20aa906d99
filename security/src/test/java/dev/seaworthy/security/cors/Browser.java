package dev.seaworthy.security.cors;

import dev.seaworthy.security.headers.HeaderField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The browser's side of CORS, step by step as the Fetch standard's review draft of June 2026 has it: CORS-preflight
 * fetch, CORS check, CORS filtered response. It knows nothing of a policy, only what the server answers.
 */
final class Browser {
    private static final Set<String> NORMALIZED = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT");
    private static final Set<String> SAFELISTED_METHODS = Set.of("GET", "HEAD", "POST");
    private static final Set<String> SAFELISTED_RESPONSE_HEADERS = Set.of(
            "cache-control",
            "content-language",
            "content-length",
            "content-type",
            "expires",
            "last-modified",
            "pragma");
    private static final String TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";

    private final Function<CorsRequest, Response> server;
    private final List<CorsRequest> sent = new ArrayList<>();

    /** What a page asks for; {@code uploadListener} is the use-CORS-preflight flag. */
    record Fetch(
            String origin, String method, Map<String, String> headers, boolean credentials, boolean uploadListener) {}

    record Response(int status, List<HeaderField> headers) {
        /** Several values of one name are one with commas, as for scripts. */
        Optional<String> get(String name) {
            List<String> values = headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(HeaderField::value)
                    .toList();
            return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
        }

        /** Empty for none, and a list that breaks the grammar is a failure. */
        Optional<List<String>> list(String name) {
            return get(name).map(value -> {
                List<String> members = Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .filter(member -> !member.isEmpty())
                        .toList();
                if (!members.stream().allMatch(member -> member.matches(TOKEN))) {
                    throw new IllegalStateException("not a list of tokens: " + value);
                }
                return members;
            });
        }
    }

    Browser(Function<CorsRequest, Response> server) {
        this.server = server;
    }

    /** The names of the headers that the page may read, or nothing where it gets a network error. */
    Optional<Set<String>> fetch(Fetch fetch) {
        String method = normalize(fetch.method());
        Set<String> unsafe = unsafeNames(fetch.headers());
        boolean asksFirst = !SAFELISTED_METHODS.contains(method) || fetch.uploadListener() || !unsafe.isEmpty();
        if (asksFirst && !preflight(fetch, method, unsafe)) {
            return Optional.empty();
        }
        Response response = send(new CorsRequest(method, Optional.of(fetch.origin()), Optional.empty(), List.of()));
        return corsCheck(fetch, response) ? Optional.of(exposed(fetch, response)) : Optional.empty();
    }

    /** In the order in which the server saw them. */
    List<CorsRequest> sent() {
        return List.copyOf(sent);
    }

    private Response send(CorsRequest request) {
        sent.add(request);
        return server.apply(request);
    }

    private boolean preflight(Fetch fetch, String method, Set<String> unsafe) {
        List<String> lines = unsafe.isEmpty() ? List.of() : List.of(String.join(",", unsafe));
        Response response = send(new CorsRequest("OPTIONS", Optional.of(fetch.origin()), Optional.of(method), lines));
        if (!corsCheck(fetch, response) || response.status() < 200 || response.status() > 299) {
            return false;
        }
        List<String> methods = response.list("Access-Control-Allow-Methods")
                .orElse(fetch.uploadListener() ? List.of(method) : List.of());
        List<String> headerNames = response.list("Access-Control-Allow-Headers").orElse(List.of()).stream()
                .map(Browser::lowerCase)
                .toList();
        if (!methods.contains(method)
                && !SAFELISTED_METHODS.contains(method)
                && (fetch.credentials() || !methods.contains("*"))) {
            return false;
        }
        boolean authorizes = fetch.headers().keySet().stream().anyMatch("authorization"::equalsIgnoreCase);
        if (authorizes && !headerNames.contains("authorization")) {
            return false;
        }
        return unsafe.stream()
                .allMatch(name -> headerNames.contains(name) || (!fetch.credentials() && headerNames.contains("*")));
    }

    private static boolean corsCheck(Fetch fetch, Response response) {
        Optional<String> origin = response.get("Access-Control-Allow-Origin");
        if (origin.isEmpty()) {
            return false;
        }
        if (!fetch.credentials() && origin.get().equals("*")) {
            return true;
        }
        if (!fetch.origin().equals(origin.get())) {
            return false;
        }
        return !fetch.credentials()
                || response.get("Access-Control-Allow-Credentials").equals(Optional.of("true"));
    }

    private static Set<String> exposed(Fetch fetch, Response response) {
        Set<String> named = response.list("Access-Control-Expose-Headers").orElse(List.of()).stream()
                .map(Browser::lowerCase)
                .collect(Collectors.toSet());
        boolean all = !fetch.credentials() && named.contains("*");
        return response.headers().stream()
                .map(header -> lowerCase(header.name()))
                .filter(name -> all || named.contains(name) || SAFELISTED_RESPONSE_HEADERS.contains(name))
                .filter(name -> !name.equals("set-cookie") && !name.equals("set-cookie2"))
                .collect(Collectors.toSet());
    }

    static String normalize(String method) {
        String upper = method.toUpperCase(Locale.ROOT);
        return NORMALIZED.contains(upper) ? upper : method;
    }

    /** CORS-unsafe request-header names: sorted, in lower case. */
    static Set<String> unsafeNames(Map<String, String> headers) {
        Set<String> unsafe = new TreeSet<>();
        Set<String> perhaps = new TreeSet<>();
        int size = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String name = lowerCase(header.getKey());
            if (isSafelisted(name, header.getValue())) {
                perhaps.add(name);
                size += header.getValue().length();
            } else {
                unsafe.add(name);
            }
        }
        if (size > 1024) {
            unsafe.addAll(perhaps);
        }
        return unsafe;
    }

    private static boolean isSafelisted(String name, String value) {
        if (value.length() > 128) {
            return false;
        }
        boolean unsafeByte =
                value.chars().anyMatch(c -> (c < ' ' && c != '\t') || "\"():<>?@[\\]{}\u007f".indexOf(c) >= 0);
        return switch (name) {
            case "accept" -> !unsafeByte;
            case "accept-language", "content-language" -> value.matches("[0-9A-Za-z *,\\-.;=]*");
            case "content-type" ->
                !unsafeByte
                        && Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")
                                .contains(lowerCase(value.split(";", -1)[0].strip()));
            case "range" -> value.matches("bytes=[0-9]+-[0-9]*");
            default -> false;
        };
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
