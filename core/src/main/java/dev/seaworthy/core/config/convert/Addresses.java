package dev.seaworthy.core.config.convert;

import dev.seaworthy.core.config.host.IpLiteral;
import dev.seaworthy.core.config.value.Cidr;
import dev.seaworthy.core.config.value.HostPort;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Where something is: URIs, hosts, networks, files. Nothing is looked up. */
final class Addresses {
    static final Map<Class<?>, TextType> TYPES = Map.of(
            URI.class,
            TextType.matching(
                            "URI",
                            "must be a URI as RFC 3986 writes it",
                            "https://example.com/",
                            "^[!-~]+$",
                            URI::create)
                    .with("format", "uri-reference")
                    .free(),
            HostPort.class,
            TextType.matching(
                            "host:port",
                            "must be host:port, such as example.com:443 or [::1]:443",
                            "example.com:443",
                            "^([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\]):[1-9][0-9]{0,4}$",
                            HostPort::of)
                    .free(),
            Cidr.class,
            TextType.matching(
                    "network",
                    "must be a network such as 10.0.0.0/8 or fd00::/8, with no bit set after the prefix",
                    "10.0.0.0/8",
                    "^[0-9A-Fa-f:.]{2,45}/[0-9]{1,3}$",
                    Cidr::of),
            InetAddress.class,
            TextType.matching(
                    "IP address",
                    "must be an IPv4 or IPv6 address in digits, without a zone",
                    "192.0.2.1",
                    "^[0-9A-Fa-f:.]{2,45}$",
                    text -> IpLiteral.parse(text).orElseThrow()),
            Path.class,
            TextType.matching(
                            "path",
                            "must be the path of a file or folder, without control characters",
                            "/var/lib/example",
                            "^[^\\x00-\\x1f\\x7f]+$",
                            Path::of)
                    .free());

    private Addresses() {}
}
