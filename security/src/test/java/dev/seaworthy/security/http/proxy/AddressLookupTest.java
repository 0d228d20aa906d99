package dev.seaworthy.security.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.ChildJvm;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM of its own, in which a file knows an address for each text that a client might send. */
class AddressLookupTest {
    private static final List<String> NAMES = List.of(
            "localhost",
            "proxy.internal",
            "203.0.113.256",
            "203.0.113",
            "203.0.113.09",
            "999.0.113.9",
            "dead",
            "0x7f.1");

    @TempDir
    Path folder;

    @Test
    void no_name_is_ever_looked_up() throws Exception {
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "198.51.100.1 " + String.join(" ", NAMES) + "\n");

        try (ChildJvm child = ChildJvm.start(Child.class, hosts.toString())) {
            assertThat(child.await()).isZero();
        }
    }

    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws UnknownHostException {
            System.setProperty("jdk.net.hosts.file", arguments[0]);
            if (!InetAddress.getByName("proxy.internal").getHostAddress().equals("198.51.100.1")) {
                throw new IllegalStateException("the file is not asked, so this test proves nothing");
            }
            for (String name : NAMES) {
                if (AddressText.of(name).isPresent()
                        || AddressText.ofNode(name).isPresent()
                        || AddressText.ofNode(name + ":80").isPresent()
                        || AddressText.ofNode("[" + name + "]").isPresent()) {
                    throw new IllegalStateException(name + " was looked up");
                }
            }
        }
    }
}
