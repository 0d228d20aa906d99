package dev.seaworthy.backup.objects.reading;

import static java.util.stream.Collectors.groupingBy;

import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.repository.ContentIds;
import dev.seaworthy.backup.objects.repository.Contents;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.HashedKeys;
import dev.seaworthy.backup.objects.repository.StoredContent;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;

/** What a private key is needed for: each content by its id and its size, besides the stored bytes. */
final class OpenedCheck implements ContentCheck {
    private static final int BUFFER = 64 * 1024;

    private final Contents contents;
    private final ContentIds ids;
    private final Identity identity;
    private final Damages damages;
    private final HashedKeys verified = new HashedKeys();

    OpenedCheck(Contents contents, ContentIds ids, Identity identity, Damages damages) {
        this.contents = contents;
        this.ids = ids;
        this.identity = identity;
        this.damages = damages;
    }

    /** A pack that another segment names too is read again only for what has not been found in it. */
    @Override
    public void check(StoredContent stored, List<Entry> entries) throws IOException {
        Map<PlainContent, List<Entry>> byContent = entries.stream().collect(groupingBy(PlainContent::of));
        byContent.keySet().removeIf(content -> verified.contains(name(stored, content)));
        if (byContent.isEmpty()) {
            return;
        }
        Optional<String> damage = read(stored, entries.get(0).content());
        byContent.keySet().removeIf(content -> verified.contains(name(stored, content)));
        List<Entry> lost = byContent.values().stream().flatMap(List::stream).toList();
        if (damage.isPresent() || !lost.isEmpty()) {
            damages.add(
                    stored.key(),
                    damage.orElse("Object " + stored.key() + " lacks a content that it should have"),
                    lost);
        }
    }

    private static String name(StoredContent stored, PlainContent content) {
        return stored.key() + " " + content.id() + " " + content.bytes();
    }

    /** What is wrong with it. */
    private Optional<String> read(StoredContent stored, String single) throws InterruptedIOException {
        WrongIds wrong = new WrongIds();
        try {
            contents.read(stored, single, Optional.of(identity), (id, bytes, content) -> {
                PlainContent found = measure(content);
                verified.add(name(stored, found));
                wrong.expect(new PlainContent(id, bytes), found);
            });
            return wrong.isFound()
                    ? Optional.of("What " + stored.key() + " holds is not what was backed up: an id differs")
                    : Optional.empty();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (EncryptionException | StoreException | IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The content that it is, whatever it should be. */
    private PlainContent measure(InputStream content) throws IOException {
        Mac mac = ids.begin();
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        int count = content.read(buffer);
        while (count >= 0) {
            mac.update(buffer, 0, count);
            bytes += count;
            count = content.read(buffer);
        }
        return new PlainContent(ContentIds.end(mac), bytes);
    }

    private static final class WrongIds {
        private boolean found;

        void expect(PlainContent expected, PlainContent actual) {
            found |= !expected.equals(actual);
        }

        boolean isFound() {
            return found;
        }
    }
}
