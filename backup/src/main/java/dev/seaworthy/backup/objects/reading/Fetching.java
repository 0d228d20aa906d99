package dev.seaworthy.backup.objects.reading;

import static java.util.stream.Collectors.groupingBy;

import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.repository.ContentIds;
import dev.seaworthy.backup.objects.repository.Contents;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.StoredContent;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches contents and hands them on: small ones of one stored content together, each checked in memory before it goes
 * anywhere; large ones one by one, checked on their way.
 */
final class Fetching {
    /** As much of one content as is held in memory. */
    static final int SMALL = 1024 * 1024;

    private final Contents contents;
    private final ContentIds ids;
    private final Optional<Identity> identity;
    private final Putting putting;
    private final Tally tally;

    Fetching(Contents contents, ContentIds ids, Optional<Identity> identity, Putting putting, Tally tally) {
        this.contents = contents;
        this.ids = ids;
        this.identity = identity;
        this.putting = putting;
        this.tally = tally;
    }

    /** @param putters take what is in memory */
    List<Crew.Work> of(Wanted wanted, Crew putters) {
        List<Crew.Work> works = new ArrayList<>();
        wanted.byStored().forEach((key, entries) -> {
            StoredContent stored = wanted.stored(key);
            Map<Boolean, List<Entry>> bySize =
                    entries.stream().collect(groupingBy(entry -> entry.object().bytes() <= SMALL));
            List<Entry> small = bySize.getOrDefault(true, List.of());
            if (!small.isEmpty()) {
                works.add(() -> fetch(stored, small, putters));
            }
            bySize.getOrDefault(false, List.of()).forEach(large -> works.add(() -> fetch(stored, large)));
        });
        return works;
    }

    private void fetch(StoredContent stored, List<Entry> entries, Crew putters) throws IOException {
        Map<PlainContent, List<Entry>> missing = new HashMap<>(entries.stream().collect(groupingBy(PlainContent::of)));
        String reason = "Object " + stored.key() + " lacks its content";
        try {
            contents.read(stored, entries.get(0).content(), identity, (id, bytes, content) -> {
                List<Entry> found = missing.remove(new PlainContent(id, bytes));
                if (found != null) {
                    hand(found, content, putters);
                }
            });
        } catch (InterruptedIOException e) {
            throw e;
        } catch (EncryptionException | StoreException | IOException e) {
            reason = String.valueOf(e.getMessage());
        }
        for (List<Entry> lost : missing.values()) {
            tally.failed(lost, reason);
        }
    }

    private void hand(List<Entry> entries, InputStream content, Crew putters) throws IOException {
        CheckedContent checked = CheckedContent.of(entries.get(0), ids, content);
        byte[] plain;
        try {
            plain = checked.readAllBytes();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (EncryptionException | StoreException | IOException e) {
            tally.failed(entries, String.valueOf(e.getMessage()));
            return;
        }
        for (Entry entry : entries) {
            putters.add(() -> putting.put(entry, plain));
        }
    }

    private void fetch(StoredContent stored, Entry entry) throws IOException {
        try (CheckedContent content = CheckedContent.of(entry, ids, contents.open(stored, entry.content(), identity))) {
            putting.put(entry, content);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (EncryptionException | StoreException | IOException e) {
            tally.failed(List.of(entry), String.valueOf(e.getMessage()));
        }
    }
}
