package dev.seaworthy.examples.contentmax;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Headless Chromium with one page, for which every host of a domain is this machine. One thread at a time. */
final class Browser implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/.*");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Process process;
    private final DevTools page;

    private Browser(Process process) throws Exception {
        this.process = process;
        try {
            page = new DevTools(client, newPage(listening()));
            page.call("Page.enable", Map.of());
        } catch (Exception e) {
            end();
            throw e;
        }
    }

    /**
     * With nothing remembered; {@code hosts} are names that lead to a port of this machine, whatever its certificate.
     */
    static Browser start(Path profile, int port, String... hosts) throws Exception {
        String rules = Stream.of(hosts)
                .map(host -> "MAP %s:443 127.0.0.1:%d".formatted(host, port))
                .collect(Collectors.joining(","));
        ProcessBuilder chromium = new ProcessBuilder(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox", // which root in a container cannot have; the pages are ours
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--no-first-run",
                        "--ignore-certificate-errors",
                        "--short-reporting-delay",
                        "--remote-debugging-port=0",
                        "--host-resolver-rules=" + rules,
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true);
        chromium.environment().put("TMPDIR", profile.toString());
        return new Browser(chromium.start());
    }

    /** Shows a page, with all that it loads. */
    void open(URI address) throws Exception {
        CompletableFuture<JsonNode> loaded = page.next("Page.loadEventFired");
        JsonNode navigation = page.call("Page.navigate", Map.of("url", address.toString()));
        if (navigation.has("errorText")) {
            throw new IOException(address + " was not shown: " + navigation.path("errorText"));
        }
        loaded.get();
    }

    /** What a script of the page yields, waited for if it is a promise, as text. */
    String run(String script) throws Exception {
        JsonNode outcome = page.call(
                "Runtime.evaluate", Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
        if (outcome.has("exceptionDetails")) {
            throw new IllegalStateException("a script failed: " + outcome.path("exceptionDetails"));
        }
        return outcome.path("result").path("value").asString();
    }

    @Override
    public void close() {
        page.close();
        end();
    }

    private URI newPage(String devTools) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + devTools + "/json/new?about:blank"))
                .timeout(PATIENCE)
                .PUT(BodyPublishers.noBody())
                .build();
        String page = client.send(request, BodyHandlers.ofString()).body();
        return URI.create(
                JsonMapper.shared().readTree(page).path("webSocketDebuggerUrl").asString());
    }

    /** Host and port of its DevTools, which it says itself; what it says later is read and forgotten. */
    private String listening() throws Exception {
        CompletableFuture<String> address = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(address), "chromium-output");
        reader.setDaemon(true);
        reader.start();
        return address.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private void read(CompletableFuture<String> address) {
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher listening = LISTENING.matcher(line);
                if (listening.matches()) {
                    address.complete(listening.group(1));
                }
                if (!address.isDone()) {
                    said.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
        address.completeExceptionally(new IOException("chromium ended: " + said));
    }

    /** Ends it and its children, which write to its profile until then; by force what is asked in vain. */
    private void end() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
