package dev.seaworthy.security.password.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Those that head every published list; the breach list knows the millions after them. */
final class CommonPasswords {
    private CommonPasswords() {}

    static List<String> all() {
        try (InputStream list = Objects.requireNonNull(
                CommonPasswords.class.getResourceAsStream("common-passwords.txt"), "common-passwords.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("common-passwords.txt in this jar can't be read", e);
        }
    }
}
