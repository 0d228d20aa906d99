package dev.seaworthy.examples.benchmarks.security;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests of {@code h2load}, a program of Debian's {@code nghttp2-client}, over connections that stay open. */
record Load(int requests) {
    private static final int CONNECTIONS = 8;
    private static final Pattern RATE = Pattern.compile("finished in .*, ([0-9.]+) req/s");

    /** Answered requests a second; fails unless each is answered by 200. */
    double on(URI uri) {
        String told = run(
                "h2load",
                "--h1",
                "--requests=" + requests,
                "--clients=" + CONNECTIONS,
                "--threads=1",
                "--header=Origin: " + Protection.ALLOWED_ORIGIN,
                uri.toString());
        Matcher rate = RATE.matcher(told);
        if (!told.contains("status codes: " + requests + " 2xx") || !rate.find()) {
            throw new IllegalStateException("h2load did not get " + requests + " answers: " + told);
        }
        return Double.parseDouble(rate.group(1));
    }

    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return told;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Could not run h2load; install it, for example by apt-get install nghttp2-client", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during a load", e);
        }
    }
}
