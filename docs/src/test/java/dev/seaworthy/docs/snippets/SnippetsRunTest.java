package dev.seaworthy.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnippetsRunTest {
    @Test
    void the_backup_of_the_guide_is_proven() {
        assertThat(BackupSnippets.inMemory().isProven()).isTrue();
    }
}
