package dev.seaworthy.backup.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.ObjectTarget;
import dev.seaworthy.backup.objects.source.ObjectTargetContract;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.testing.InMemoryObjects.Operation;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InMemoryObjectsTest extends ObjectTargetContract {
    private final InMemoryObjects objects = new InMemoryObjects();

    @Override
    protected ObjectTarget source() {
        return objects;
    }

    @Override
    protected void assertNothingIsLeft() {}

    @Test
    void fails_the_next_operation_and_no_other() throws IOException {
        objects.put("a", bytes(10));
        for (Operation operation : Operation.values()) {
            objects.failNext(operation);
            assertThatThrownBy(() -> all(operation)).isInstanceOfAny(StoreException.class, IOException.class);
            all(operation);
        }
    }

    private void all(Operation operation) throws IOException {
        switch (operation) {
            case LIST -> objects.list(KeyRange.ALL).close();
            case OPEN -> objects.open("a").close();
            case READ -> get("a");
            case PUT -> fill("a", bytes(10), ObjectMetadata.NONE);
            case DELETE -> {
                objects.delete("a");
                objects.put("a", bytes(10));
            }
        }
    }

    @Test
    void two_buckets_have_no_version_in_common() {
        objects.put("a", bytes(10));

        try (Stream<SourceObject> one = objects.list(KeyRange.ALL);
                Stream<SourceObject> other =
                        new InMemoryObjects().put("a", otherBytes(10)).list(KeyRange.ALL)) {
            assertThat(one.map(SourceObject::version).toList())
                    .doesNotContainAnyElementsOf(
                            other.map(SourceObject::version).toList());
        }
    }

    @Test
    void an_object_can_change_between_a_listing_and_its_opening() throws IOException {
        objects.put("a", bytes(10));
        SourceObject listed;
        try (Stream<SourceObject> all = objects.list(KeyRange.ALL)) {
            listed = all.findFirst().orElseThrow();
        }
        objects.beforeNextOpen(() -> objects.put("a", bytes(20)));

        try (ObjectContent content = objects.open("a")) {
            assertThat(content.object()).isNotEqualTo(listed);
            assertThat(content.readAllBytes()).isEqualTo(bytes(20));
        }
        assertThat(objects.remove("a").contents()).isEmpty();
    }

    @Test
    void counts_what_it_is_asked() throws IOException {
        fill("a", bytes(1), ObjectMetadata.NONE);
        objects.list(KeyRange.ALL).close();
        objects.list(KeyRange.ALL).close();
        objects.open("a").close();

        assertThat(objects.puts()).isEqualTo(1);
        assertThat(objects.lists()).isEqualTo(2);
        assertThat(objects.opens()).isEqualTo(1);
    }
}
