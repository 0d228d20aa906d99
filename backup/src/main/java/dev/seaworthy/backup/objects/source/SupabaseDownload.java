package dev.seaworthy.backup.objects.source;

import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.retry.RetryRules;
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
    /** After so many bytes a break is the first again: a long download outlives one in each hour. */
    private static final long CALM_BYTES = 1024 * 1024;

    private static final int PARTIAL_CONTENT = 206;

    private final SupabaseRequests requests;
    private final String path;
    private final SourceObject object;
    private @Nullable InputStream body;
    private long position;
    private RetryRules.Attempts attempts;
    private long calmAt = CALM_BYTES;

    SupabaseDownload(SupabaseRequests requests, String path, SourceObject object, InputStream body) {
        this.requests = requests;
        this.path = path;
        this.object = object;
        this.body = body;
        this.attempts = requests.rules().attempts();
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
            } catch (FinalException e) {
                throw e;
            } catch (IOException e) {
                close();
                pauseAfter(e);
            }
        }
    }

    /** At the end there is no rest to ask for. */
    private void pauseAfter(IOException failure) throws IOException {
        if (position >= object.bytes()) {
            throw failure;
        }
        try {
            requests.rest("go on reading", object.key(), attempts, failure);
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private int advanced(int wanted, int read) throws IOException {
        position += Math.max(0, read);
        if (position >= calmAt) {
            calmAt = position + CALM_BYTES;
            attempts = requests.rules().attempts();
        }
        if (position > object.bytes()) {
            throw changed();
        }
        if (read < 0 && wanted > 0 && position < object.bytes()) {
            throw new EOFException("It ended at byte " + position + " of " + object.bytes());
        }
        return read;
    }

    private InputStream open() throws IOException {
        InputStream known = body;
        if (known == null) {
            requireVersion();
            HttpRequest rest = requests.request(path)
                    .header("Range", "bytes=" + position + "-")
                    .build();
            HttpResponse<InputStream> response = ask(rest);
            known = response.body();
            body = known;
            requireRest(response);
        }
        return known;
    }

    /** Without one nobody knows whether the rest is of the same object. */
    private void requireVersion() throws FinalException {
        if (object.version().isEmpty()) {
            throw changed();
        }
    }

    private HttpResponse<InputStream> ask(HttpRequest rest) throws IOException {
        try {
            return requests.open("go on reading", object.key(), rest);
        } catch (MissingObjectException e) {
            throw changed();
        } catch (StoreException e) {
            throw new FinalException(String.valueOf(e.getMessage()), e);
        }
    }

    private void requireRest(HttpResponse<InputStream> response) throws IOException {
        String range = response.headers().firstValue("Content-Range").orElse("");
        if (!object.version().equals(SupabaseObjects.version(response))) {
            throw changed();
        }
        if (position > 0
                && (response.statusCode() != PARTIAL_CONTENT || !range.startsWith("bytes " + position + "-"))) {
            throw changed();
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

    private FinalException changed() {
        return new FinalException(
                "Object " + object.key() + " was replaced while it was read, or cannot be read in parts: read it anew",
                null);
    }

    /** What is not tried again. */
    private static final class FinalException extends IOException {
        private static final long serialVersionUID = 1L;

        FinalException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
