package dev.seaworthy.security.scan.visit;

import dev.seaworthy.core.tls.TlsInspection;
import dev.seaworthy.core.tls.TlsReport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The requests of one scan. One thread, once; close it afterwards, as its threads end then. */
public final class Visit implements AutoCloseable {
    /** What is sent at most for the target, with {@value #MOST_HOPS} redirects each of it and of plain HTTP. */
    public static final int MOST_REQUESTS = 26;

    /** What is sent for each further path. */
    public static final int REQUESTS_OF_PATH = 11;

    private static final String AGAIN = "a second time";
    private static final String BY_HEAD = "by HEAD";
    private static final String MISSING = "at a path that nobody has";
    private static final int MOST_HOPS = 5;
    private static final Duration LONGEST_INSPECTION = Duration.ofSeconds(20);

    private final Wanted wanted;
    private final Wire wire;
    private final String word;
    private final List<String> unanswered = new ArrayList<>();
    private final List<URI> hops = new ArrayList<>();
    private final List<Answer> redirects = new ArrayList<>();
    private URI reached;

    public Visit(Wanted wanted) {
        this.wanted = wanted;
        wire = new Wire(
                wanted, MOST_REQUESTS + REQUESTS_OF_PATH * wanted.paths().size());
        byte[] random = new byte[8];
        wanted.random().nextBytes(random);
        word = "scan-" + HexFormat.of().formatHex(random);
        reached = wanted.target();
    }

    /** Asks for all. */
    public Observed observe() throws InconclusiveException, InterruptedException {
        Answer page = page();
        Optional<Answer> again = attempt(AGAIN, () -> wire.get(reached));
        tellIf(answer -> answer.status() != page.status(), AGAIN, again);
        Optional<Answer> head = attempt(BY_HEAD, () -> wire.head(reached));
        tellIf(Answer::isTurnedAway, BY_HEAD, head);
        Optional<Answer> missing = attempt(MISSING, () -> wire.get(reached.resolve("/" + word)));
        tellIf(Answer::isTurnedAway, MISSING, missing);
        PlainRoute plain = plain();
        List<CorsProbes> cors = cors(page);
        return new Observed(
                page, List.copyOf(redirects), again, head, missing, plain, cors, tls(), List.copyOf(unanswered));
    }

    private List<CorsProbes> cors(Answer page) throws InterruptedException {
        List<CorsProbes> probes = new ArrayList<>();
        probes.add(cors(reached, reached.getRawPath()));
        unanswered.addAll(probes.get(0).turnedAway(page.status()));
        for (String path : wanted.paths()) {
            CorsProbes further = cors(reached.resolve(path), path);
            probes.add(further);
            unanswered.addAll(further.turnedAway());
        }
        return probes;
    }

    /** How the host serves TLS where the way of the page has led; empty if that is plain HTTP, or the time is over. */
    public Optional<TlsReport> tls() {
        Duration left = wire.left();
        if (!Hosts.isSecure(reached) || left.isZero()) {
            return Optional.empty();
        }
        TlsInspection.Builder inspection = TlsInspection.of(reached.getHost())
                .port(reached.getPort() < 0 ? TlsInspection.DEFAULT_PORT : reached.getPort())
                .deadline(left.compareTo(LONGEST_INSPECTION) < 0 ? left : LONGEST_INSPECTION)
                .clock(wanted.clock());
        wanted.trust().ifPresent(inspection::trust);
        return Optional.of(inspection.build().run());
    }

    /** How many were sent so far. */
    public int requests() {
        return wire.requests();
    }

    @Override
    public void close() {
        wire.close();
    }

    private Answer page() throws InconclusiveException, InterruptedException {
        Answer answer = firstAnswer();
        while (answer.isRedirect()) {
            redirects.add(answer);
            URI next = target(answer).orElseThrow(() -> new InconclusiveException("It redirects to no address"));
            if (!Hosts.isSameSite(reached, next)) {
                throw new InconclusiveException("It leads to another host or port, " + next.getScheme() + "://"
                        + next.getHost() + Hosts.port(next) + ": scan that");
            }
            if (hops.size() > MOST_HOPS) {
                throw new InconclusiveException("It redirects more than " + MOST_HOPS + " times");
            }
            reached = next;
            answer = firstAnswer();
        }
        if (answer.status() < 200 || answer.status() >= 300) {
            throw new InconclusiveException(
                    "It answers with status " + answer.status() + ", so there is no page to judge");
        }
        return answer;
    }

    private Answer firstAnswer() throws InconclusiveException, InterruptedException {
        hops.add(reached);
        try {
            return wire.get(reached);
        } catch (NoAnswerException e) {
            throw new InconclusiveException("It gives no answer: " + e.reason());
        }
    }

    /** If the page itself was on plain HTTP, its way was walked already. */
    private PlainRoute plain() throws InterruptedException {
        if (wanted.plain().isEmpty() && !(Hosts.isSecure(wanted.target()) && Hosts.isSecure(reached))) {
            boolean isPlainAlone = hops.stream().noneMatch(Hosts::isSecure);
            return isPlainAlone && Hosts.isLoopback(reached) ? PlainRoute.NOT_ASKED : new PlainRoute(true, hops);
        }
        boolean isUsual = Hosts.port(reached).isEmpty() && !Hosts.isLoopback(reached);
        Optional<URI> start =
                wanted.plain().or(() -> isUsual ? Optional.of(Hosts.overPlainHttp(reached)) : Optional.empty());
        return start.isPresent() ? walk(start.get()) : PlainRoute.NOT_ASKED;
    }

    /** As far as it is plain HTTP of one host and port. */
    private PlainRoute walk(URI start) throws InterruptedException {
        List<URI> route = new ArrayList<>();
        URI next = start;
        while (route.size() <= MOST_HOPS && !Hosts.isSecure(next) && isOnSite(route, next)) {
            Optional<Answer> answer = quietly(next);
            if (answer.isEmpty() && route.isEmpty()) {
                return new PlainRoute(true, route);
            }
            route.add(next);
            answer.filter(Answer::isRedirect).ifPresent(redirects::add);
            Optional<URI> target = answer.filter(Answer::isRedirect).flatMap(Visit::target);
            if (target.isEmpty()) {
                return new PlainRoute(true, route);
            }
            next = target.get();
        }
        route.add(next);
        return new PlainRoute(true, route);
    }

    private static boolean isOnSite(List<URI> route, URI next) {
        return route.isEmpty() || Hosts.isSameSite(route.get(0), next);
    }

    /** Where nothing answers in plain HTTP, nothing is wrong. */
    private Optional<Answer> quietly(URI url) throws InterruptedException {
        try {
            return Optional.of(wire.get(url));
        } catch (NoAnswerException e) {
            return Optional.empty();
        }
    }

    /** The site itself comes last: only if it is let in still were the others refused for what they are. */
    private CorsProbes cors(URI url, String path) throws InterruptedException {
        Map<ProbeOrigin, Answer> answers = new LinkedHashMap<>();
        Optional<CorsProbes.Preflight> preflight = Optional.empty();
        for (ProbeOrigin origin : ProbeOrigin.of(url, word)) {
            attempt(path + " from " + origin.kind(), () -> wire.get(url, "Origin", origin.origin()))
                    .ifPresent(answer -> answers.put(origin, answer));
            if (origin.kind() == ProbeOrigin.Kind.ATTACKER) {
                preflight = attempt("a preflight of " + path, () -> preflight(url, origin))
                        .map(answer -> new CorsProbes.Preflight(origin, answer));
            }
        }
        return new CorsProbes(path, answers, preflight);
    }

    private Answer preflight(URI url, ProbeOrigin origin) throws NoAnswerException, InterruptedException {
        return wire.options(
                url,
                "Origin",
                origin.origin(),
                "Access-Control-Request-Method",
                "DELETE",
                "Access-Control-Request-Headers",
                "authorization");
    }

    private Optional<Answer> attempt(String what, Request request) throws InterruptedException {
        try {
            return Optional.of(request.send());
        } catch (NoAnswerException e) {
            unanswered.add(what + ": " + e.reason());
            return Optional.empty();
        }
    }

    /** It is judged as well, as it may show what no visitor should see. */
    private void tellIf(Predicate<Answer> isTurnedAway, String what, Optional<Answer> answer) {
        answer.filter(isTurnedAway).ifPresent(given -> unanswered.add(what + ": status " + given.status()));
    }

    /** Empty if it is no address of HTTP. */
    private static Optional<URI> target(Answer answer) {
        try {
            URI target = answer.url().resolve(answer.first("Location").orElse(""));
            boolean isWeb = "http".equalsIgnoreCase(target.getScheme()) || Hosts.isSecure(target);
            return isWeb && target.getHost() != null && target.getUserInfo() == null && Hosts.hasPossiblePort(target)
                    ? Optional.of(target)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Request {
        Answer send() throws NoAnswerException, InterruptedException;
    }
}
