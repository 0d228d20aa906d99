package dev.seaworthy.security.scan.visit;

import java.net.URI;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What is to be scanned, and within which bounds.
 *
 * @param paths further ones of the same host, for the questions of other origins
 * @param plain the address of plain HTTP that must lead to HTTPS; empty for that of the target's host on port 80
 * @param trust what is trusted; empty for what this JVM trusts
 * @param timeout of each request
 * @param deadline of all together
 */
public record Wanted(
        URI target,
        List<String> paths,
        Optional<URI> plain,
        Optional<KeyStore> trust,
        Duration timeout,
        Duration deadline,
        InstantSource clock,
        LongSupplier nanos,
        RandomGenerator random) {}
