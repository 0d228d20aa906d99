package dev.seaworthy.backup.objects.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * A content from Supabase. Where it breaks off it goes on, with a request for the rest, if that is of the same object.
 */
final class SupabaseDownload extends InputStream {
    private static final int PARTIAL_CONTENT = 206;

    private final SupabaseRequests requests;
    private final String path;
    private final SourceObject object;
    private final int tries;
    private @Nullable InputStream body;
    private long position;
    private int breaks;

    SupabaseDownload(SupabaseRequests requests, String path, SourceObject object, InputStream body) {
        this.requests = requests;
        this.path = path;
        this.object = object;
        this.body = body;
        this.tries = requests.tries();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (true) {
            try {
                return advanced(length, open().read(target, offset, length));
            } catch (InterruptedIOException e) {
                throw e;
            } catch (ChangedException e) {
                throw new IOException(e.getMessage(), e);
            } catch (IOException e) {
                close();
                breaks++;
                if (breaks >= tries || position >= object.bytes()) {
                    throw e;
                }
            }
        }
    }

    private int advanced(int wanted, int read) throws IOException {
        position += Math.max(0, read);
        if (position > object.bytes()) {
            throw new ChangedException();
        }
        if (read < 0 && wanted > 0 && position < object.bytes()) {
            throw new EOFException("It ended at byte " + position + " of " + object.bytes());
        }
        breaks = read > 0 ? 0 : breaks;
        return read;
    }

    private InputStream open() throws IOException {
        InputStream known = body;
        if (known == null) {
            HttpRequest rest = requests.request(path)
                    .header("Range", "bytes=" + position + "-")
                    .build();
            HttpResponse<InputStream> response = requests.open("go on reading", object.key(), rest);
            known = response.body();
            body = known;
            requireRest(response);
        }
        return known;
    }

    private void requireRest(HttpResponse<InputStream> response) throws IOException {
        String range = response.headers().firstValue("Content-Range").orElse("");
        if (!object.version().equals(SupabaseObjects.version(response))) {
            throw new ChangedException();
        }
        if (position > 0
                && (response.statusCode() != PARTIAL_CONTENT || !range.startsWith("bytes " + position + "-"))) {
            throw new ChangedException();
        }
    }

    @Override
    public void close() throws IOException {
        InputStream known = body;
        body = null;
        if (known != null) {
            known.close();
        }
    }

    private final class ChangedException extends IOException {
        private static final long serialVersionUID = 1L;

        ChangedException() {
            super("Object " + object.key()
                    + " was replaced while it was read, or cannot be read in parts: read it anew");
        }
    }
}
