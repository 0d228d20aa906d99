/**
 * A CDN for your own tests.
 *
 * <p>Start at {@link dev.seaworthy.cdn.testing.InMemoryCdn}:
 *
 * <pre>{@code
 * InMemoryCdn cdn = new InMemoryCdn();
 * cdn.put("https://contentmax.example/blog");
 * publisher(cdn).publish("blog");
 * assertThat(cdn.cached()).isEmpty();
 * }</pre>
 *
 * <p>It serves no content and forgets nothing by age.
 */
package dev.seaworthy.cdn.testing;
