package dev.seaworthy.security.scan.visit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one path answers to other origins.
 *
 * @param answers in the order in which they were asked for, the site itself last
 * @param preflight to any site that asks for DELETE with Authorization
 */
public record CorsProbes(String path, Map<ProbeOrigin, Answer> answers, Optional<Preflight> preflight) {
    private static final int UNKNOWN = -1;

    /** A preflight, and from where it was said to come. */
    public record Preflight(ProbeOrigin origin, Answer answer) {}

    /** As {@link #turnedAway(int)}, where the path's own status is what the site itself was told, if that is one. */
    List<String> turnedAway() {
        return turnedAway(own().filter(answer -> !answer.isTurnedAway())
                .map(Answer::status)
                .orElse(UNKNOWN));
    }

    /**
     * What tells nothing of the origin that was stated: it has not the path's own status, and is no refusal of that
     * origin, since the site itself is turned away as well, or since it is none at all.
     */
    List<String> turnedAway(int usual) {
        boolean isOwnLetIn = own().filter(answer -> answer.status() == usual).isPresent();
        List<String> turnedAway = new ArrayList<>();
        answers.forEach((origin, answer) -> {
            if (answer.status() != usual && !(isOwnLetIn && answer.isRefusal())) {
                turnedAway.add(path + " from " + origin.kind() + ": status " + answer.status());
            }
        });
        preflight
                .map(Preflight::answer)
                .filter(answer -> answer.isLimited() || (!isOwnLetIn && (answer.isTurnedAway() || answer.isRedirect())))
                .ifPresent(answer -> turnedAway.add("a preflight of " + path + ": status " + answer.status()));
        return turnedAway;
    }

    private Optional<Answer> own() {
        return answers.entrySet().stream()
                .filter(probe -> probe.getKey().kind() == ProbeOrigin.Kind.OWN)
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
