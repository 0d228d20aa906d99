package dev.seaworthy.backup.store;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an S3 server on loopback, passes on what comes, byte by byte, and does what it is told to some requests
 * instead. One request for each connection.
 */
public final class FaultRelay implements Closeable {
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]+)");

    private final ServerSocket listener;
    private final int server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger times = new AtomicInteger();
    private final AtomicInteger hanging = new AtomicInteger();
    private final List<byte[]> late = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private volatile Pattern requests = Pattern.compile("(?!)");
    private volatile Fault fault = Fault.RESET;

    public FaultRelay(int server) throws IOException {
        this.server = server;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Does this to the next requests whose method and target match. */
    public void strike(Fault fault, String requests, int times) {
        this.fault = fault;
        this.requests = Pattern.compile(requests);
        this.times.set(times);
    }

    /** How many times it has still to strike. */
    public int left() {
        return Math.max(0, times.get());
    }

    /** The heads of the requests whose method and target match, in their order. */
    public List<String> requests(String matching) {
        Pattern wanted = Pattern.compile(matching);
        return heads.stream().filter(head -> wanted.matcher(line(head)).find()).toList();
    }

    /** How many requests it keeps waiting. */
    public int hanging() {
        return hanging.get();
    }

    /** Does what it was asked for and did not do, in its order. */
    public void deliverLate() throws IOException {
        for (byte[] request : late) {
            try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
                upstream.getOutputStream().write(request);
                upstream.getInputStream().readAllBytes();
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
            open.add(upstream);
            byte[] head = head(client.getInputStream());
            String text = new String(head, StandardCharsets.ISO_8859_1);
            Fault struck = struck(text);
            if (struck == Fault.LATE) {
                keep(client, text);
            } else if (struck == Fault.HANG) {
                hang(client);
            } else if (struck == Fault.RESET) {
                client.setSoLinger(true, 0);
            } else {
                relay(client, upstream, text, struck);
            }
        } catch (IOException e) {
            // whoever asked has gone, or this was closed
        }
    }

    @Nullable
    private Fault struck(String head) {
        heads.add(head);
        return requests.matcher(line(head)).find() && times.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? fault
                : null;
    }

    private static String line(String head) {
        return head.substring(0, head.indexOf(" HTTP/"));
    }

    private void hang(Socket client) throws IOException {
        hanging.incrementAndGet();
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private void keep(Socket client, String head) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(closing(head).getBytes(StandardCharsets.ISO_8859_1));
        takeBody(client, head, request);
        late.add(request.toByteArray());
        hang(client);
    }

    private void relay(Socket client, Socket upstream, String head, @Nullable Fault struck) throws IOException {
        OutputStream to =
                struck != null && struck.isAnswer() ? OutputStream.nullOutputStream() : upstream.getOutputStream();
        to.write(closing(head).getBytes(StandardCharsets.ISO_8859_1));
        takeBody(client, head, to);
        answer(client, upstream, struck);
    }

    private static void takeBody(Socket client, String head, OutputStream to) throws IOException {
        if (head.toLowerCase(Locale.ROOT).contains("expect: 100-continue")) {
            client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        copy(client.getInputStream(), to, length(head));
        to.flush();
    }

    private static String closing(String head) {
        return head.replaceFirst("\r\n", "\r\nConnection: close\r\n")
                .replaceAll("(?i)\r\n(connection: keep-alive|expect: 100-continue)", "");
    }

    private void answer(Socket client, Socket upstream, @Nullable Fault struck) throws IOException {
        OutputStream out = client.getOutputStream();
        if (struck != null && struck.isAnswer()) {
            out.write(struck.answer().getBytes(StandardCharsets.US_ASCII));
            return;
        }
        byte[] head = head(upstream.getInputStream());
        byte[] body = upstream.getInputStream().readAllBytes();
        if (struck == Fault.LOST_ANSWER) {
            client.setSoLinger(true, 0);
            return;
        }
        if (struck == Fault.HANG_AFTER) {
            hang(client);
            return;
        }
        if (struck == Fault.FLIPPED_BIT) {
            body[body.length / 2] ^= 1;
        }
        out.write(changed(head, struck));
        boolean isCut = struck == Fault.CUT_OFF || struck == Fault.CUT_SHORT;
        out.write(body, 0, isCut ? body.length / 2 : body.length);
        if (struck == Fault.CUT_OFF) {
            out.flush();
            client.setSoLinger(true, 0);
        }
    }

    private static byte[] changed(byte[] head, @Nullable Fault struck) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (struck == Fault.BARE) {
            text = text.replaceAll("(?i)\\r\\n(etag|content-length): [^\\r]*", "");
        }
        if (struck == Fault.WHOLE) {
            text = text.replaceFirst(" 206 [^\\r]*", " 200 OK").replaceAll("(?i)\\r\\ncontent-range: [^\\r]*", "");
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ended = 0;
        while (ended < 4) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.write(next);
            ended = next == (ended % 2 == 0 ? '\r' : '\n') ? ended + 1 : next == '\r' ? 1 : 0;
        }
        return head.toByteArray();
    }

    private static long length(String head) {
        var found = LENGTH.matcher(head);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static void copy(InputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long left = length;
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new EOFException();
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
