package dev.seaworthy.backup.objects.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.PackWriter;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.StoredContent;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownContentsTest {
    private static final String RUN = "20261124T090000000Z-0123456789abcdef0123456789abcdef";
    private static final String ID = "a".repeat(64);

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Repository repository =
            Repository.of(store, "uploads", new Envelope(Optional.empty(), List.of()), Optional.empty());

    private StoredContent pack(int number) throws IOException {
        try (PackWriter pack = repository.contents().pack(RUN, number)) {
            pack.add(ID, new byte[10], 10);
            return pack.commit();
        }
    }

    private static Entry entry(String key, StoredContent stored) {
        return new Entry(new SourceObject(key, 10, "1", Instant.EPOCH), ObjectMetadata.NONE, ID, stored.key());
    }

    private Optional<StoredContent> found() throws IOException {
        Present present = Present.in(repository);
        try (Workers workers = new Workers(1)) {
            return new KnownContents(repository, present, present.segmentsOf(run -> true), workers).find(ID);
        }
    }

    @Test
    void of_a_content_that_was_stored_twice_the_one_that_is_there_is_known() throws IOException {
        StoredContent first = pack(1);
        StoredContent second = pack(2);
        List<Entry> entries = List.of(entry("a", first), entry("b", second));
        repository.segments().write(RUN, 1, new Segment(KeyRange.ALL, entries, List.of(first, second)));
        assertThat(found()).contains(second);

        store.delete(second.key());
        assertThat(found()).contains(first);

        store.delete(first.key());
        assertThat(found()).isEmpty();
    }
}
