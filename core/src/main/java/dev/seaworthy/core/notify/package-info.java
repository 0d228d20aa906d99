/**
 * Tells people and systems of a release or an alert: a webhook, a Slack-compatible webhook, the log.
 *
 * <p>Start at {@link dev.seaworthy.core.notify.Notifier}:
 *
 * <pre>{@code
 * Notifier notifier = Notifiers.all(
 *         WebhookNotifier.to(settings.hookUrl()).signedWith(settings.hookSecret()).build(),
 *         SlackNotifier.to(settings.slackUrl()).build(),
 *         LogNotifier.create());
 * Receipt receipt = notifier.send(Notice.of(Severity.INFO, "Release 42 is live").with("version", "42"));
 * receipt.undelivered().forEach(delivery -> verdict.warn(delivery.reason()));
 * }</pre>
 *
 * <p>A notifier that fails says so in its receipt, and never by an exception. It keeps no queue: what was not delivered
 * within its deadline is lost, unless the caller sends it again.
 */
package dev.seaworthy.core.notify;
