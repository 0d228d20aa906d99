/**
 * What declared rules come to: what is wrong with them together, what happens to one request, what a plan can do.
 *
 * <p>Start at {@link dev.seaworthy.cdn.review.RulesReview}:
 *
 * <pre>{@code
 * RulesReview.of(rules).failOn(Severity.HIGH);
 * log.info("{}", Explanation.of(rules, SampleRequest.get("https://contentmax.example/static/a.css")));
 * TierCheck.of(rules, Tier.FREE).refuse();
 * }</pre>
 *
 * <p>It tries the rules with requests that it makes of their paths; what hangs on other things it cannot see, and says
 * so.
 */
package dev.seaworthy.cdn.review;
