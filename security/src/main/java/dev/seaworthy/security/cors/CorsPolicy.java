package dev.seaworthy.security.cors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A policy as it was stated, right or wrong. */
record CorsPolicy(
        boolean anyOrigin,
        boolean credentials,
        List<String> origins,
        List<String> methods,
        List<String> headers,
        List<String> exposedHeaders,
        Optional<Duration> maxAge) {
    static final CorsPolicy NOBODY =
            new CorsPolicy(false, false, List.of(), List.of(), List.of(), List.of(), Optional.empty());

    static final Duration LONGEST_MAX_AGE = Duration.ofDays(1);

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'+\\-.^_`|~0-9A-Za-z][!#$%&'*+\\-.^_`|~0-9A-Za-z]*");
    /** Browsers refuse to send these (Fetch standard, forbidden method). */
    private static final Set<String> FORBIDDEN = Set.of("CONNECT", "TRACE", "TRACK");

    private static final Set<String> KNOWN = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    /** All of them, so that one build tells everything. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        originProblems(problems);
        methods.forEach(method -> methodProblem(method).ifPresent(problems::add));
        tokenProblems("header", headers, problems);
        tokenProblems("exposed header", exposedHeaders, problems);
        repeated("origin", origins, problems);
        repeated("method", methods, problems);
        repeated("header", lowerCase(headers), problems);
        repeated("exposed header", lowerCase(exposedHeaders), problems);
        maxAge.filter(CorsPolicy::isOutOfRange)
                .ifPresent(age -> problems.add("max age is " + age + "; give whole seconds from 0 to 86400"));
        return problems;
    }

    private void originProblems(List<String> problems) {
        origins.forEach(origin -> WebOrigin.problem(origin).ifPresent(problems::add));
        if (anyOrigin && !origins.isEmpty()) {
            problems.add("any origin is allowed, and some are named besides; choose one");
        }
        if (!anyOrigin && origins.isEmpty()) {
            problems.add("no origin is named; name one, or take Cors.denyAll()");
        }
        if (credentials && anyOrigin) {
            problems.add("any origin with credentials lets every site act as the user; name the origins");
        }
        if (credentials) {
            origins.stream()
                    .filter(WebOrigin::isInsecure)
                    .forEach(origin -> problems.add("origin " + origin
                            + " with credentials lets everyone on the network act as the user; use https"));
        }
    }

    private static Optional<String> methodProblem(String method) {
        String upper = method.toUpperCase(Locale.ROOT);
        if (!TOKEN.matcher(method).matches()) {
            return Optional.of("method \"" + method + "\" is not a method's name; name each method, without *");
        }
        if (FORBIDDEN.contains(upper)) {
            return Optional.of("method " + method + " is one that browsers never send; leave it out");
        }
        return KNOWN.contains(upper) && !method.equals(upper)
                ? Optional.of(
                        "method " + method + " is not " + upper + ", as methods are case-sensitive; write " + upper)
                : Optional.empty();
    }

    private static void tokenProblems(String kind, List<String> names, List<String> problems) {
        for (String name : names) {
            if (!TOKEN.matcher(name).matches()) {
                problems.add(kind + " \"" + name + "\" is not a header's name; name each header, without *");
            }
        }
    }

    private static void repeated(String kind, List<String> names, List<String> problems) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                problems.add(kind + " " + name + " is named twice; name it once");
            }
        }
    }

    private static boolean isOutOfRange(Duration age) {
        return age.isNegative() || age.toNanosPart() != 0 || age.compareTo(LONGEST_MAX_AGE) > 0;
    }

    static List<String> lowerCase(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }
}
