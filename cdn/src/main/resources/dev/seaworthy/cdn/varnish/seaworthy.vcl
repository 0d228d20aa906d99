# What VarnishCdn asks of a Varnish, from 7.0 on. Include it before your own subroutines, below "vcl 4.1;", and declare
# beside it who may purge:
#
#   acl seaworthy_purgers { "127.0.0.1"; "10.0.0.0"/8; }
#   include "/etc/varnish/seaworthy.vcl";
#
# The address of the client decides. Behind a terminator of TLS that is the terminator's, so let that speak the PROXY
# protocol, or not pass PURGE and BAN on.
#
#   PURGE /path?query   Purge-Host: host[:port]   one URL with all its variants
#   BAN /               Ban-Urls: regex           of host and URL, as in ^contentmax\.example/blog
#   BAN /               Ban-Tags: regex           of the tags that the origin sent
#   BAN /               Ban-Everything: yes
#
# Each is answered with 200 and Purged: url, urls, tags or everything; with 403 to who may not, and with 400 to what is
# none of these. Bans look at the object alone, so that Varnish's lurker works them off.

import std;

sub vcl_recv {
    unset req.http.Seaworthy-Purged;
    if (req.method == "PURGE" || req.method == "BAN") {
        if (client.ip !~ seaworthy_purgers) {
            return (synth(403, "Forbidden"));
        }
        if (req.method == "PURGE") {
            if (req.http.Purge-Host) {
                set req.http.Host = req.http.Purge-Host;
            }
            return (purge);
        }
        if (req.http.Ban-Urls) {
            if (std.ban("obj.http.Seaworthy-Url ~ " + req.http.Ban-Urls)) {
                set req.http.Seaworthy-Purged = "urls";
            }
        } elseif (req.http.Ban-Tags) {
            if (std.ban("obj.http.Seaworthy-Tags ~ " + req.http.Ban-Tags)) {
                set req.http.Seaworthy-Purged = "tags";
            }
        } elseif (req.http.Ban-Everything == "yes") {
            if (std.ban("obj.status != 0")) {
                set req.http.Seaworthy-Purged = "everything";
            }
        }
        if (req.http.Seaworthy-Purged) {
            return (synth(200, "Purged"));
        }
        return (synth(400, "Bad Request"));
    }
}

sub vcl_purge {
    set req.http.Seaworthy-Purged = "url";
    return (synth(200, "Purged"));
}

sub vcl_synth {
    if (req.http.Seaworthy-Purged) {
        set resp.http.Purged = req.http.Seaworthy-Purged;
    }
}

sub vcl_backend_response {
    set beresp.http.Seaworthy-Url = std.tolower(bereq.http.Host) + bereq.url;
    unset beresp.http.Seaworthy-Tags;
    std.collect(beresp.http.Surrogate-Key, " ");
    std.collect(beresp.http.Cache-Tag, ",");
    if (beresp.http.Surrogate-Key) {
        set beresp.http.Seaworthy-Tags = beresp.http.Surrogate-Key;
    } elseif (beresp.http.Cache-Tag) {
        set beresp.http.Seaworthy-Tags = beresp.http.Cache-Tag;
    }
}

sub vcl_deliver {
    unset resp.http.Seaworthy-Url;
    unset resp.http.Seaworthy-Tags;
}
