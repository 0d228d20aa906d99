/**
 * Which requests a rule is about, in Cloudflare's rules language, typed so that no value can end its own quotes.
 *
 * <p>Start at {@link dev.seaworthy.cdn.expression.Expression}:
 *
 * <pre>{@code
 * Expression bots = Field.USER_AGENT.lower().contains("bot")
 *         .and(Field.USER_AGENT.lower().contains("googlebot").not());
 * Expression api = Expression.path("/api/*");
 * Match match = bots.or(api).match(SampleRequest.get("https://contentmax.example/api/posts"));
 * }</pre>
 *
 * <p>It knows the fields of requests that rules need most; others stand in {@code Expression.rawUnsafely}, which is not
 * evaluated. {@code cf.threat_score} is left out: Cloudflare documents that it is always zero.
 */
package dev.seaworthy.cdn.expression;
