package dev.seaworthy.security.http.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.Passage;
import java.net.InetAddress;
import java.net.NetworkInterface;
import org.junit.jupiter.api.Test;

class Ipv6ClientTest {
    @Test
    void a_client_by_ipv6_has_an_address_on_jetty() throws Exception {
        InetAddress loopback = InetAddress.getByName("::1");
        assumeTrue(NetworkInterface.getByInetAddress(loopback) != null, "this machine has no IPv6");
        Web web = new Web()
                .host("[::1]")
                .filter(new SecurityFilter(
                        HttpSecurity.builder().headers(SecurityHeaders.owasp()).build()))
                .on(
                        "/who",
                        (request, response) -> response.getWriter()
                                .write(((Passage) request.getAttribute(Passage.ATTRIBUTE))
                                        .clientAddress()
                                        .toString()))
                .start();
        try {
            assertThat(web.send(web.to("/who")).body()).isEqualTo("Optional[" + loopback + "]");
        } finally {
            web.stop();
        }
    }
}
