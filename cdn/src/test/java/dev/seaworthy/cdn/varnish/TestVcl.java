package dev.seaworthy.cdn.varnish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configurations of Varnish as an operator would write them around ours. */
final class TestVcl {
    private final int originPort;
    private final Path ours;

    TestVcl(int originPort, Path folder) {
        this.originPort = originPort;
        try {
            ours = Files.writeString(folder.resolve("seaworthy.vcl"), VarnishCdn.vcl());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passes what is below /api/, and keeps what is below /static/ for 31 days. */
    String right() {
        return with("127.0.0.1", """
                sub vcl_recv {
                    if (req.url ~ "^/api/") {
                        return (pass);
                    }
                    unset req.http.Cookie;
                }
                sub vcl_backend_response {
                    if (bereq.url ~ "^/static/") {
                        set beresp.ttl = 31d;
                    }
                }
                """);
    }

    /** Keeps all, whoever asked for it: what the first visitor got, everybody gets. */
    String wrong() {
        return with("127.0.0.1", """
                sub vcl_recv {
                    return (hash);
                }
                sub vcl_backend_response {
                    set beresp.ttl = 60s;
                    unset beresp.http.Cache-Control;
                    return (deliver);
                }
                """);
    }

    /** The right one, where another machine may purge. */
    String closed() {
        return right().replace("\"127.0.0.1\"; } # purgers", "\"192.0.2.1\"; } # purgers");
    }

    /** Knows nothing of purges. */
    String plain() {
        return head();
    }

    private String with(String purger, String subroutines) {
        return head() + "acl seaworthy_purgers { \"" + purger + "\"; } # purgers\ninclude \"" + ours + "\";\n"
                + subroutines + """
                sub vcl_deliver {
                    if (obj.hits > 0) {
                        set resp.http.Cache-Status = "varnish; hit";
                    } elseif (req.url ~ "^/api/") {
                        set resp.http.Cache-Status = "varnish; fwd=bypass";
                    } else {
                        set resp.http.Cache-Status = "varnish; fwd=uri-miss; stored";
                    }
                }
                """;
    }

    private String head() {
        return "vcl 4.1;\nbackend default { .host = \"127.0.0.1\"; .port = \"" + originPort + "\"; }\n";
    }
}
