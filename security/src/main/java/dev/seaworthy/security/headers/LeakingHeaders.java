package dev.seaworthy.security.headers;

import java.util.List;

/**
 * Names that tell an attacker what runs here: the list of the OWASP Secure Headers Project (best practices of 2026,
 * commit 0ff08f0).
 */
final class LeakingHeaders {
    static final List<String> NAMES = List.of("""
            $wsep Host-Header K-Proxy-Request Liferay-Portal OracleCommerceCloud-Version Pega-Host Powered-By
            Product Server SourceMap TeamCity-Node-Id X-AspNet-Version X-AspNetMvc-Version X-Atmosphere-error
            X-Atmosphere-first-request X-Atmosphere-tracking-id X-B3-ParentSpanId X-B3-Sampled X-B3-SpanId
            X-B3-TraceId X-Backside-Transport X-BEServer X-CalculatedBETarget X-CF-Powered-By X-CMS
            X-Cocoon-Version X-Content-Encoded-By X-Datadog-Origin X-Datadog-Parent-Id
            X-Datadog-Sampling-Priority X-Datadog-Tags X-Datadog-Trace-Id X-DiagInfo X-dtAgentId
            X-dtHealthCheck X-dtInjectedServlet X-Envoy-Attempt-Count X-Envoy-External-Address X-Envoy-Internal
            X-Envoy-Original-Dst-Host X-Envoy-Upstream-Service-Time X-FEServer X-Framework X-Generated-By
            X-Generator X-Gitlab-Meta X-Jitsi-Release X-Joomla-Version X-Kong-Admin-Latency
            X-Kong-Client-Latency X-Kong-Proxy-Latency X-Kong-Request-Id X-Kong-Response-Latency
            X-Kong-Third-Party-Latency X-Kong-Total-Latency X-Kong-Upstream-Latency X-Kong-Upstream-Status
            X-Kubernetes-PF-FlowSchema-UI X-Kubernetes-PF-PriorityLevel-UID X-LiteSpeed-Cache
            X-Litespeed-Cache-Control X-LiteSpeed-Purge X-LiteSpeed-Tag X-LiteSpeed-Vary X-Mod-Pagespeed
            X-Nextjs-Cache X-Nextjs-Matched-Path X-Nextjs-Page X-Nextjs-Redirect X-Old-Content-Length
            X-OneAgent-JS-Injection X-OWA-Version X-Page-Speed X-Php-Version X-Powered-By X-Powered-By-Plesk
            X-Powered-CMS X-Redirect-By X-ruxit-JS-Agent X-Server-Powered-By X-SourceFiles X-SourceMap
            X-Turbo-Charged-By X-Tyk-Trace-Id X-Umbraco-Version X-Varnish-Backend X-Varnish-Server
            X-Woodpecker-Version
            """.strip().split("\\s+"));

    private LeakingHeaders() {}
}
