/**
 * A Varnish of your own.
 *
 * <p>Start at {@link dev.seaworthy.cdn.varnish.VarnishCdn}:
 *
 * <pre>{@code
 * CdnClient cdn = VarnishCdn.builder()
 *         .node("http://10.0.0.7:6081")
 *         .node("http://10.0.0.8:6081")
 *         .build();
 * cdn.purge(Purge.tags("home"));
 * }</pre>
 *
 * <p>Each node must include the file that {@link dev.seaworthy.cdn.varnish.VarnishCdn#vcl()} is: it understands what is
 * sent, and says so. It says nothing of what is cached; that is your own VCL's.
 */
package dev.seaworthy.cdn.varnish;
