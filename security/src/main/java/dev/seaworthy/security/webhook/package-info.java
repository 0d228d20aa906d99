/**
 * Webhooks of others: whether who signed them has the secret; it knows no HTTP.
 *
 * <p>Start at {@link dev.seaworthy.security.webhook.WebhookSignatures}:
 *
 * <pre>{@code
 * WebhookSignatures stripe = WebhookSignatures.stripe(settings.stripeWebhookSecret());
 * WebhookVerdict verdict = stripe.verify(name -> Optional.ofNullable(request.getHeader(name)), body);
 * }</pre>
 *
 * <p>{@code WebhookEndpoint} does that at a path of a service.
 */
package dev.seaworthy.security.webhook;
