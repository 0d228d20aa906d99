package dev.seaworthy.backup.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * Plain content; whatever the formats below complain of becomes an {@link EncryptionException}, but not that the thread
 * was interrupted.
 */
final class OpenedStream extends InputStream {
    private final InputStream sealed;
    private final InputStream plain;

    OpenedStream(InputStream sealed, Opener opener) throws InterruptedIOException {
        this.sealed = sealed;
        this.plain = translate(() -> opener.open(sealed));
    }

    @Override
    public int read() throws InterruptedIOException {
        return translate(plain::read);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws InterruptedIOException {
        return translate(() -> plain.read(bytes, offset, length));
    }

    @Override
    public void close() throws IOException {
        try (sealed) {
            plain.close();
        }
    }

    private static <T> T translate(Read<T> read) throws InterruptedIOException {
        try {
            return read.run();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new EncryptionException("Could not decrypt: the stored bytes are damaged or cut off", e);
        }
    }

    /** Puts the formats' readers on top of the sealed content. */
    interface Opener {
        InputStream open(InputStream sealed) throws IOException;
    }

    private interface Read<T> {
        T run() throws IOException;
    }
}
