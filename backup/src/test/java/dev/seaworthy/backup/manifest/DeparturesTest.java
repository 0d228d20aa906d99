package dev.seaworthy.backup.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.OtherStore;
import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeparturesTest {
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Departures departures = new Departures(
            new OtherStore(store) {
                @Override
                public Optional<Instant> storedAt(String key) {
                    return Optional.empty();
                }
            },
            "departures/",
            new TimeIds(new Random(1)),
            () -> now);

    @Test
    void each_prune_ends_its_own() throws IOException {
        String one = departures.begin("a-1");
        String other = departures.begin("a-1");

        departures.end(one);
        assertThat(departures.contains("a-1")).isTrue();
        assertThat(departures.contains("a")).isFalse();
        departures.end(other);
        assertThat(departures.contains("a-1")).isFalse();
    }

    @Test
    void where_the_store_tells_no_times_the_keys_do_and_what_is_of_no_age_stays() throws IOException {
        departures.begin("a-1");
        try (Upload upload = store.upload("departures/b-2/x")) {
            upload.stream().close();
            upload.commit();
        }

        now = now.plus(Duration.ofDays(1)).minusMillis(1);
        departures.endLeftBehind();
        assertThat(departures.contains("a-1")).isTrue();
        now = now.plusMillis(1);
        departures.endLeftBehind();
        assertThat(departures.contains("a-1")).isFalse();
        assertThat(departures.contains("b-2")).isTrue();
    }
}
