package dev.seaworthy.backup.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.ObjectStoreContract;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryObjectStore.Operation;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class InMemoryObjectStoreTest extends ObjectStoreContract {
    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected void assertNothingIsLeft() {}

    @Test
    void fails_the_next_operation_and_no_other() {
        store.failNext(Operation.LIST);

        assertThatThrownBy(() -> store.list("")).isInstanceOf(StoreException.class);
        assertThatCode(() -> store.list("")).doesNotThrowAnyException();
    }

    @Test
    void flips_a_bit_of_what_it_keeps() throws IOException {
        try (Upload upload = store.upload("a")) {
            upload.stream().write(new byte[] {1, 2, 3});
            upload.stream().close();
            upload.commit();
        }

        store.flipBit("a");

        assertThat(store.open("a").readAllBytes()).containsExactly(1, 3, 3);
    }
}
