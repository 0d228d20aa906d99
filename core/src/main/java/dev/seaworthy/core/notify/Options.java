package dev.seaworthy.core.notify;

import dev.seaworthy.core.Secret;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the builders of notifiers over HTTP have in common. One thread at a time. */
final class Options {
    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);
    static final int DEFAULT_ATTEMPTS = 3;

    private static final int MOST_ATTEMPTS = 10;
    private static final Duration LONGEST = Duration.ofHours(1);

    final Secret url;
    final List<String> problems = new ArrayList<>();
    String name;
    Duration timeout = DEFAULT_TIMEOUT;
    Duration deadline = DEFAULT_DEADLINE;
    int attempts = DEFAULT_ATTEMPTS;
    boolean isPlainAllowed;

    @Nullable
    HttpClient client;

    Time time = Time.system();
    RandomGenerator random = new SecureRandom();

    Options(String name, Secret url) {
        this.name = name;
        this.url = url;
    }

    /** @throws IllegalArgumentException with all problems, those of the builder too */
    Mailbox mailbox() {
        WebhookUrl address = WebhookUrl.of(url, isPlainAllowed, problems::add);
        unless(name.matches("[\\w. -]{1,60}"), "a name has 1 to 60 letters, digits, spaces, dots, dashes, underscores");
        unless(isWithin(timeout), "timeout must be positive, and an hour at most: " + timeout);
        unless(isWithin(deadline), "deadline must be positive, and an hour at most: " + deadline);
        unless(attempts >= 1 && attempts <= MOST_ATTEMPTS, "attempts must be 1 to " + MOST_ATTEMPTS + ": " + attempts);
        unless(
                client == null || client.followRedirects() == HttpClient.Redirect.NEVER,
                "the client must never follow redirects: they would carry the notice to an address nobody declared");
        if (address == null || !problems.isEmpty()) {
            throw new IllegalArgumentException("Notifier \"" + name + "\": " + String.join("; ", problems));
        }
        return new Mailbox(this, address);
    }

    private void unless(boolean right, String problem) {
        if (!right) {
            problems.add(problem);
        }
    }

    private static boolean isWithin(Duration time) {
        return !time.isNegative() && !time.isZero() && time.compareTo(LONGEST) <= 0;
    }
}
