package dev.seaworthy.security.password.policy;

import dev.seaworthy.core.net.Exchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The range interface of Have I Been Pwned's Pwned Passwords (API v3), or of a mirror of yours; answers are padded, so
 * that their length tells nothing. Safe for use by many threads.
 */
public final class PwnedPasswords implements BreachList {
    private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]{35}):(\\d{1,12})");
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^?#]+");
    private static final int MAX_BYTES = 1024 * 1024;
    private static final int OK = 200;

    private final HttpClient http;
    private final URI base;
    private final Duration timeout;

    private PwnedPasswords(HttpClient http, URI base, Duration timeout) {
        this.http = http;
        this.base = base;
        this.timeout = timeout;
    }

    /** The public service, within 2 seconds. */
    public static PwnedPasswords of(HttpClient http) {
        return new PwnedPasswords(http, URI.create("https://api.pwnedpasswords.com/range/"), Duration.ofSeconds(2));
    }

    /** The same of a mirror; its address is absolute, of http or https, and ends with a slash. */
    public PwnedPasswords at(URI range) {
        if (range.getHost() == null || !ADDRESS.matcher(range.toString()).matches()) {
            throw new IllegalArgumentException("PwnedPasswords: the address of a mirror must be absolute, of http or"
                    + " https and without a query, as https://api.pwnedpasswords.com/range/ is");
        }
        if (!range.toString().endsWith("/")) {
            throw new IllegalArgumentException("PwnedPasswords: the address " + range.getHost()
                    + " must end with a slash, as in https://api.pwnedpasswords.com/range/");
        }
        return new PwnedPasswords(http, range, timeout);
    }

    /** The same with another limit for the whole answer. */
    public PwnedPasswords within(Duration limit) {
        return new PwnedPasswords(http, base, limit);
    }

    @Override
    public Map<String, Long> range(String prefix) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(prefix))
                .header("Add-Padding", "true")
                .build();
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() != OK) {
            throw new IOException("The breach list answered " + response.statusCode());
        }
        return read(new String(response.body(), StandardCharsets.US_ASCII));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return Exchange.within(timeout, http, request, MAX_BYTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The breach list was not waited for", e);
        } catch (TimeoutException e) {
            throw new IOException("The breach list did not answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException("The breach list was not reached", e.getCause());
        }
    }

    private static Map<String, Long> read(String lines) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        for (String line : lines.lines().toList()) {
            Matcher form = LINE.matcher(line);
            if (!form.matches()) {
                throw new IOException("The breach list answered a line that is no hash and count");
            }
            counts.put(form.group(1).toUpperCase(Locale.ROOT), Long.valueOf(form.group(2)));
        }
        return counts;
    }
}
