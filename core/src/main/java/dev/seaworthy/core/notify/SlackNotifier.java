package dev.seaworthy.core.notify;

import dev.seaworthy.core.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Posts a notice to an incoming webhook of Slack, or of what takes the same JSON: Mattermost, Rocket.Chat, Discord
 * under {@code /slack}. Safe for use by many threads.
 *
 * <p>It tries again as {@link WebhookNotifier} does. Slack knows no id of a message: one that was not answered in time
 * may be seen twice. What Slack gives a meaning is escaped: a notice mentions nobody.
 *
 * <p><b>Guarantees</b>: the address is shown nowhere, because whoever has it can post.
 */
public final class SlackNotifier implements Notifier {
    private final Mailbox mailbox;

    private SlackNotifier(Options options) {
        mailbox = options.mailbox();
    }

    public static Builder to(URI address) {
        return to(Secret.of(address.toString()));
    }

    public static Builder to(Secret address) {
        return new Builder(Objects.requireNonNull(address, "address"));
    }

    @Override
    public Receipt send(Notice notice) {
        return mailbox.send(notice, each -> new Letter(SlackMessage.of(each), now -> Map.of()), SlackMessage::error);
    }

    @Override
    public String toString() {
        return "SlackNotifier[" + mailbox.name() + "]";
    }

    /** Where to, and how patiently. One thread at a time. */
    public static final class Builder {
        private final Options options;

        private Builder(Secret address) {
            options = new Options("slack", address);
        }

        /** What receipts and logs call it; {@code slack} if not said. */
        public Builder named(String name) {
            options.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** How often it is tried, the first time counted; 3 if not said, 10 at most. */
        public Builder attempts(int most) {
            options.attempts = most;
            return this;
        }

        /** How long an attempt may take; 10 seconds if not said. */
        public Builder timeout(Duration longest) {
            options.timeout = longest;
            return this;
        }

        /** How long all attempts and what is waited between them may take; 30 seconds if not said. */
        public Builder deadline(Duration longest) {
            options.deadline = longest;
            return this;
        }

        /** For a proxy or a trust store of your own; it must never follow redirects. */
        public Builder client(HttpClient http) {
            options.client = Objects.requireNonNull(http, "client");
            return this;
        }

        /** Permits {@code http://} to another machine: whoever is on the way reads the address and the notice. */
        public Builder allowPlainHttpUnsafely() {
            options.isPlainAllowed = true;
            return this;
        }

        Builder time(Time source) {
            options.time = source;
            return this;
        }

        /**
         * The notifier of all this. It connects to nothing before the first notice.
         *
         * @throws IllegalArgumentException with everything that is wrong with what was said; never with the address
         */
        public SlackNotifier build() {
            return new SlackNotifier(options);
        }
    }
}
