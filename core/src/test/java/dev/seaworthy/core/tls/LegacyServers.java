package dev.seaworthy.core.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Servers in a JVM whose security properties disable nothing: versions and cipher suites of the last century. */
final class LegacyServers implements AutoCloseable {
    private static final String NOTHING_DISABLED = """
            jdk.tls.disabledAlgorithms=
            jdk.tls.legacyAlgorithms=
            jdk.certpath.disabledAlgorithms=
            """;

    private final Process process;
    private final List<Integer> ports = new ArrayList<>();

    /** One server for each of {@code TLSv1,TLSv1.1/SSL_RSA_WITH_RC4_128_SHA}. */
    LegacyServers(Path folder, List<String> servers) throws IOException {
        Path properties = Files.writeString(folder.resolve("java.security"), NOTHING_DISABLED);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Djava.security.properties=" + properties,
                "-cp",
                System.getProperty("java.class.path"),
                LegacyServers.class.getName()));
        command.addAll(servers);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (int i = 0; i < servers.size(); i++) {
            ports.add(Integer.parseInt(output.readLine()));
        }
    }

    int port(int server) {
        return ports.get(server);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends with its parent, whose end closes the input. */
    public static void main(String... servers) throws IOException {
        TestCertificate own = TestCertificate.named("legacy.example")
                .host("legacy.example")
                .keys(TestCertificate.keys("RSA", 2_048))
                .selfSigned();
        for (String server : servers) {
            String[] parts = server.split("/");
            TestServer started = new TestServer(
                    parameters -> {
                        parameters.setProtocols(parts[0].split(","));
                        parameters.setCipherSuites(parts[1].split(","));
                    },
                    own);
            System.out.println(started.port());
        }
        System.in.read();
    }
}
