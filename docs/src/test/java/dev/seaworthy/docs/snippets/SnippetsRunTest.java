package dev.seaworthy.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnippetsRunTest {
    @Test
    void the_backup_of_the_guide_is_proven() {
        assertThat(BackupSnippets.inMemory().isProven()).isTrue();
    }

    @Test
    void the_test_of_the_guide_passes() {
        new EnvironmentSnippets.SettingsTest().takes_the_session_key_from_vault();
    }
}
