package dev.seaworthy.examples.contentmax;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.notify.LogNotifier;
import dev.seaworthy.core.notify.Notice;
import dev.seaworthy.core.notify.Notifier;
import dev.seaworthy.core.notify.Notifiers;
import dev.seaworthy.core.notify.Receipt;
import dev.seaworthy.core.notify.SlackNotifier;
import dev.seaworthy.core.notify.WebhookNotifier;
import dev.seaworthy.examples.contentmax.local.SlackStandIn;
import dev.seaworthy.examples.contentmax.local.WebhookReceiver;
import java.io.IOException;

/** Who is told of a deployment: by a signed webhook, by Slack, and by the log. */
final class Team implements AutoCloseable {
    private final WebhookReceiver webhook;
    private final SlackStandIn slack;
    private final Notifier notifier;

    private Team(WebhookReceiver webhook, SlackStandIn slack, Secret secret) {
        this.webhook = webhook;
        this.slack = slack;
        notifier = Notifiers.all(
                WebhookNotifier.to(webhook.address()).signedWith(secret).build(),
                SlackNotifier.to(slack.address()).build(),
                LogNotifier.create());
    }

    /** @param secret signs what the webhook is sent */
    static Team of(Secret secret) throws IOException {
        return new Team(WebhookReceiver.start(secret), SlackStandIn.start(), secret);
    }

    Receipt tell(Notice notice) {
        return notifier.send(notice);
    }

    /** Whether the webhook has received a notice of this title with a signature that is right, and Slack has too. */
    boolean hasHeard(String title) {
        return webhook.received().contains(title)
                && slack.messages().stream().anyMatch(message -> message.contains(title));
    }

    /** Tells what each of them has received. */
    void recount(Steps steps) {
        webhook.received().forEach(title -> steps.say("The webhook received, its signature verified: %s", title));
        slack.messages().forEach(text -> steps.say("Slack received: %s", text));
    }

    @Override
    public void close() {
        webhook.close();
        slack.close();
    }
}
