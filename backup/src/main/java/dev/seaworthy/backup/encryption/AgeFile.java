package dev.seaworthy.backup.encryption;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.format.StandardPayloadKeyReader;
import com.exceptionfactory.jagged.framework.format.StandardPayloadKeyWriter;
import dev.seaworthy.backup.stage.Lane;
import dev.seaworthy.backup.stage.StagedInput;
import dev.seaworthy.backup.stage.StagedOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;

/** The age v1 format: the header, which seals a key to each recipient, by Jagged; the payload by several threads. */
final class AgeFile {
    private static final int HEADER_BYTES = 64 * 1024;
    private static final int CHUNKS = 16;
    private static final int HELPERS = Math.min(4, Runtime.getRuntime().availableProcessors()) - 1;

    private AgeFile() {}

    static OutputStream encrypt(OutputStream out, Collection<Recipient> recipients) throws IOException {
        List<RecipientStanzaWriter> writers =
                recipients.stream().map(Recipient::writer).toList();
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        try {
            ChunkCipher cipher = new ChunkCipher(new StandardPayloadKeyWriter().writeFileHeader(header, writers));
            header.flip();
            out.write(header.array(), header.position(), header.remaining());
            Lane lane = new Lane("backup-seal", ChunkCipher.PLAIN_BYTES, ChunkCipher.TAG_BYTES, CHUNKS, HELPERS);
            return new StagedOutput(lane, out, cipher::seal);
        } catch (GeneralSecurityException e) {
            throw new EncryptionException("Could not encrypt to " + recipients, e);
        }
    }

    static InputStream decrypt(InputStream in, Identity identity) throws IOException {
        ByteBuffer start = ByteBuffer.wrap(in.readNBytes(HEADER_BYTES));
        try {
            ChunkCipher cipher =
                    new ChunkCipher(new StandardPayloadKeyReader().getPayloadKey(start, List.of(identity.reader())));
            PushbackInputStream payload = new PushbackInputStream(in, HEADER_BYTES);
            payload.unread(start.array(), start.position(), start.remaining());
            Lane lane = new Lane("backup-open", ChunkCipher.SEALED_BYTES, CHUNKS, HELPERS);
            return new StagedInput(lane, payload, cipher::open);
        } catch (GeneralSecurityException | BufferUnderflowException e) {
            throw new EncryptionException(
                    "Could not decrypt with the " + identity + ": it is sealed to another key, or damaged", e);
        }
    }
}
