package dev.seaworthy.security.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.security.apikey.store.ApiKeyStore;
import dev.seaworthy.security.apikey.store.ApiKeyStoreContract;
import org.junit.jupiter.api.Test;

class InMemoryApiKeyStoreTest extends ApiKeyStoreContract {
    private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();

    @Override
    protected ApiKeyStore store() {
        return store;
    }

    @Override
    protected void breakStore() {
        store.fail();
    }

    @Test
    void works_again_and_counts_what_was_looked_for() {
        store.insert(key("one"));
        store.fail();
        store.recover();

        assertThat(store.find("one")).isPresent();
        assertThat(store.find("two")).isEmpty();
        assertThat(store.finds()).isEqualTo(2);
    }
}
