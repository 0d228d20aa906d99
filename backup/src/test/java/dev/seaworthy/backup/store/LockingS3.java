package dev.seaworthy.backup.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One bucket with versions and Object Lock, which it enforces as Amazon S3 says that it does: a version under lock is
 * not deleted, a deletion without a version only adds a marker, and what is to be locked needs a checksum and a time to
 * come. It looks at no signature.
 */
public final class LockingS3 implements Closeable {
    public static final String BUCKET = "locked";

    private static final int PAGE = 1000;

    private final NavigableMap<String, Deque<Version>> objects = new TreeMap<>();
    private final Map<String, Parts> uploads = new TreeMap<>();
    private final Set<String> legallyHeld = new HashSet<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final InstantSource clock;
    private final HttpServer server;
    private int number;
    private boolean tellsVersions = true;

    /** A version, or a marker that says that there is none. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Version(
            String id, byte[] content, boolean isMarker, String upload, String mode, Instant until, Instant at) {}

    private record Parts(
            String key, Instant initiated, String upload, String mode, Instant until, TreeMap<Integer, byte[]> parts) {}

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String code;

        Refused(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }

    public LockingS3(InstantSource clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The ids of all versions of a key that hold something, the newest first. */
    public synchronized List<String> versions(String key) {
        return objects.getOrDefault(key, new ArrayDeque<>()).stream()
                .filter(version -> !version.isMarker())
                .map(Version::id)
                .toList();
    }

    synchronized int uploads() {
        return uploads.size();
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        try (exchange) {
            try {
                answer(exchange, body);
            } catch (Refused e) {
                send(
                        exchange,
                        e.status,
                        xml("Error", "<Code>" + e.code + "</Code><Message>" + e.getMessage() + "</Message>"));
            }
        }
    }

    private synchronized void answer(HttpExchange exchange, byte[] body) throws IOException, Refused {
        String path = exchange.getRequestURI().getPath().substring(1 + BUCKET.length());
        String key = path.isEmpty() ? "" : path.substring(1);
        Map<String, String> query = query(exchange);
        String kind = exchange.getRequestMethod()
                + (query.containsKey("uploads") ? " uploads" : "")
                + (query.containsKey("versions") ? " versions" : "")
                + (query.containsKey("retention") ? " retention" : "")
                + (query.containsKey("uploadId") ? " upload" : "")
                + (key.isEmpty() ? " bucket" : "");
        switch (kind) {
            case "GET bucket" -> list(exchange, query);
            case "GET versions bucket" -> {
                if (!tellsVersions) {
                    throw new Refused(501, "NotImplemented", kind);
                }
                listVersions(exchange, query);
            }
            case "GET uploads bucket" -> listUploads(exchange, query);
            case "POST uploads" -> begin(exchange, key);
            case "PUT upload" -> part(exchange, query, body);
            case "POST upload" -> complete(exchange, key, query);
            case "DELETE upload" -> abort(exchange, query);
            case "PUT" -> put(exchange, key, body);
            case "PUT retention" -> retain(exchange, key, new String(body, StandardCharsets.UTF_8));
            case "GET", "HEAD" -> get(exchange, key);
            case "DELETE" -> delete(exchange, key, query);
            default -> throw new Refused(501, "NotImplemented", kind);
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String raw = exchange.getRequestURI().getRawQuery();
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
        String prefix = query.getOrDefault("prefix", "");
        String after = query.getOrDefault("continuation-token", "");
        List<String> keys = objects.keySet().stream()
                .filter(key -> key.startsWith(prefix)
                        && key.compareTo(after) > 0
                        && current(key).isPresent())
                .limit(PAGE + 1L)
                .toList();
        boolean more = keys.size() > PAGE;
        String contents = keys.stream()
                .limit(PAGE)
                .map(key -> "<Contents><Key>" + escaped(key) + "</Key><Size>"
                        + current(key).orElseThrow().content().length + "</Size></Contents>")
                .collect(Collectors.joining());
        String token = more ? "<NextContinuationToken>" + escaped(keys.get(PAGE - 1)) + "</NextContinuationToken>" : "";
        send(exchange, 200, xml("ListBucketResult", "<IsTruncated>" + more + "</IsTruncated>" + token + contents));
    }

    private void listVersions(HttpExchange exchange, Map<String, String> query) throws IOException {
        StringBuilder found = new StringBuilder();
        objects.forEach((key, versions) -> {
            if (key.startsWith(query.getOrDefault("prefix", ""))) {
                versions.forEach(version -> found.append(listed(key, version, version == versions.peekFirst())));
            }
        });
        send(exchange, 200, xml("ListVersionsResult", "<IsTruncated>false</IsTruncated>" + found));
    }

    private static String listed(String key, Version version, boolean isLatest) {
        String kind = version.isMarker() ? "DeleteMarker" : "Version";
        return "<" + kind + "><Key>" + escaped(key) + "</Key><VersionId>" + version.id() + "</VersionId><IsLatest>"
                + isLatest + "</IsLatest></" + kind + ">";
    }

    /** From here on it is a store without a listing of versions. */
    synchronized void tellNoVersions() {
        tellsVersions = false;
    }

    /** Puts a legal hold of S3 on a key. */
    public synchronized void holdByLaw(String key) {
        legallyHeld.add(key);
    }

    private Optional<Version> current(String key) {
        return Optional.ofNullable(objects.getOrDefault(key, new ArrayDeque<>()).peekFirst())
                .filter(version -> !version.isMarker());
    }

    private void listUploads(HttpExchange exchange, Map<String, String> query) throws IOException {
        String found = uploads.entrySet().stream()
                .filter(upload -> upload.getValue().key().startsWith(query.getOrDefault("prefix", "")))
                .map(upload -> "<Upload><Key>" + escaped(upload.getValue().key()) + "</Key><UploadId>"
                        + upload.getKey() + "</UploadId><Initiated>"
                        + upload.getValue().initiated() + "</Initiated></Upload>")
                .collect(Collectors.joining());
        send(exchange, 200, xml("ListMultipartUploadsResult", "<IsTruncated>false</IsTruncated>" + found));
    }

    private void begin(HttpExchange exchange, String key) throws IOException, Refused {
        String id = "upload-" + number++;
        uploads.put(
                id,
                new Parts(key, clock.instant(), uploadOf(exchange), mode(exchange), until(exchange), new TreeMap<>()));
        send(exchange, 200, xml("InitiateMultipartUploadResult", "<UploadId>" + id + "</UploadId>"));
    }

    private static String uploadOf(HttpExchange exchange) {
        return Optional.ofNullable(header(exchange, "x-amz-meta-seaworthy-upload"))
                .orElse("");
    }

    @Nullable
    private static String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    private static String mode(HttpExchange exchange) {
        return Optional.ofNullable(header(exchange, "x-amz-object-lock-mode")).orElse("");
    }

    /** When the lock ends; the beginning of time if there is none. */
    private Instant until(HttpExchange exchange) throws Refused {
        String mode = header(exchange, "x-amz-object-lock-mode");
        String date = header(exchange, "x-amz-object-lock-retain-until-date");
        if (mode == null && date == null) {
            return Instant.MIN;
        }
        if (mode == null || date == null || !List.of("GOVERNANCE", "COMPLIANCE").contains(mode)) {
            throw new Refused(400, "InvalidArgument", "mode and date go together");
        }
        if (!Instant.parse(date).isAfter(clock.instant())) {
            throw new Refused(400, "InvalidArgument", "The retain until date must be in the future!");
        }
        return Instant.parse(date);
    }

    private Parts upload(Map<String, String> query) throws Refused {
        return Optional.ofNullable(uploads.get(query.get("uploadId")))
                .orElseThrow(() -> new Refused(404, "NoSuchUpload", "none"));
    }

    private void part(HttpExchange exchange, Map<String, String> query, byte[] body) throws IOException, Refused {
        upload(query).parts().put(Integer.valueOf(query.get("partNumber")), body);
        exchange.getResponseHeaders().set("ETag", "\"" + Arrays.hashCode(body) + "\"");
        send(exchange, 200, "");
    }

    private void complete(HttpExchange exchange, String key, Map<String, String> query) throws IOException, Refused {
        Parts upload = upload(query);
        requireNone(exchange, key);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : upload.parts().values()) {
            whole.write(part);
        }
        add(key, whole.toByteArray(), upload.upload(), upload.mode(), upload.until());
        uploads.remove(query.get("uploadId"));
        send(exchange, 200, xml("CompleteMultipartUploadResult", "<ETag>\"1\"</ETag>"));
    }

    private void requireNone(HttpExchange exchange, String key) throws Refused {
        if ("*".equals(header(exchange, "If-None-Match")) && current(key).isPresent()) {
            throw new Refused(412, "PreconditionFailed", "the key is taken");
        }
    }

    private void add(String key, byte[] content, String upload, String mode, Instant until) {
        objects.computeIfAbsent(key, any -> new ArrayDeque<>())
                .addFirst(new Version("v" + number++, content, false, upload, mode, until, clock.instant()));
    }

    private void abort(HttpExchange exchange, Map<String, String> query) throws IOException, Refused {
        upload(query);
        uploads.remove(query.get("uploadId"));
        send(exchange, 204, "");
    }

    private void put(HttpExchange exchange, String key, byte[] body) throws IOException, Refused {
        Instant until = until(exchange);
        if (!until.equals(Instant.MIN)
                && header(exchange, "Content-MD5") == null
                && header(exchange, "x-amz-checksum-crc32") == null) {
            throw new Refused(400, "InvalidRequest", "Content-MD5 or a checksum is required with Object Lock");
        }
        requireNone(exchange, key);
        add(key, body, uploadOf(exchange), mode(exchange), until);
        exchange.getResponseHeaders().set("ETag", "\"1\"");
        send(exchange, 200, "");
    }

    /** Of the current version; a lock in COMPLIANCE is not shortened, nor made one of GOVERNANCE. */
    private void retain(HttpExchange exchange, String key, String body) throws IOException, Refused {
        Version version = current(key).orElseThrow(() -> new Refused(404, "NoSuchKey", "none"));
        Instant until = Instant.parse(element(body, "RetainUntilDate"));
        if (!until.isAfter(clock.instant())) {
            throw new Refused(400, "InvalidArgument", "The retain until date must be in the future!");
        }
        if (until.isBefore(version.until())
                || version.mode().equals("COMPLIANCE") && !element(body, "Mode").equals("COMPLIANCE")) {
            throw new Refused(403, "AccessDenied", "Access Denied because object protected by object lock.");
        }
        Deque<Version> versions = objects.get(key);
        versions.removeFirst();
        versions.addFirst(new Version(
                version.id(), version.content(), false, version.upload(), element(body, "Mode"), until, version.at()));
        send(exchange, 200, "");
    }

    private static String element(String xml, String name) {
        return xml.substring(xml.indexOf("<" + name + ">") + name.length() + 2, xml.indexOf("</" + name + ">"));
    }

    private void get(HttpExchange exchange, String key) throws IOException, Refused {
        Version version = current(key).orElseThrow(() -> new Refused(404, "NoSuchKey", "none"));
        exchange.getResponseHeaders().set("ETag", "\"" + version.id() + "\"");
        exchange.getResponseHeaders()
                .set(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(version.at().atOffset(ZoneOffset.UTC)));
        exchange.getResponseHeaders().set("x-amz-meta-seaworthy-upload", version.upload());
        if (!version.until().equals(Instant.MIN)) {
            exchange.getResponseHeaders().set("x-amz-object-lock-mode", version.mode());
            exchange.getResponseHeaders()
                    .set("x-amz-object-lock-retain-until-date", version.until().toString());
        }
        if (legallyHeld.contains(key)) {
            exchange.getResponseHeaders().set("x-amz-object-lock-legal-hold", "ON");
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(version.content().length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            send(exchange, 200, version.content());
        }
    }

    private void delete(HttpExchange exchange, String key, Map<String, String> query) throws IOException, Refused {
        Deque<Version> versions = objects.computeIfAbsent(key, any -> new ArrayDeque<>());
        String id = query.get("versionId");
        if (id == null) {
            versions.addFirst(new Version("v" + number++, new byte[0], true, "", "", Instant.MIN, clock.instant()));
        } else {
            if (versions.stream()
                    .anyMatch(version ->
                            version.id().equals(id) && version.until().isAfter(clock.instant()))) {
                throw new Refused(403, "AccessDenied", "Access Denied because object protected by object lock.");
            }
            versions.removeIf(version -> version.id().equals(id));
        }
        send(exchange, 204, "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String xml(String root, String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><" + root + ">" + content + "</" + root + ">";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean silent = status == 204 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, silent || body.length == 0 ? -1 : body.length);
        if (!silent && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
