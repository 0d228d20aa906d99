package dev.seaworthy.backup.objects.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Keys that a bucket may have, and that a path, an XML or an address may not. */
final class NastyKeys {
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "A",
            "/",
            "/",
            "/",
            ".",
            "..",
            "%",
            "%2E",
            "%25",
            "%c",
            "%f",
            "%e",
            "%5C",
            "%0A",
            "\\",
            "\n",
            "\r",
            "\t",
            "\0",
            "\u0001",
            "\u007f",
            "\u0085",
            " ",
            "+",
            "&",
            "=",
            "?",
            "#",
            "'",
            "\"",
            "<",
            ">",
            "*",
            ":",
            "|",
            "~",
            "ä",
            "a\u0308",
            "\uFF5E",
            "\uFFFD",
            "\uFFFF",
            "\uD83D\uDE00",
            "é",
            "e\u0301",
            "\u202E",
            "c",
            "f",
            "e",
            "2E",
            ".seaworthy-objects",
            "-",
            "_");

    static final List<String> CHOSEN = List.of(
            "a",
            "a/",
            "a/b",
            "a//b",
            "a//",
            "/",
            "//",
            "/abs",
            "/a",
            ".",
            "..",
            "./a",
            "../../x",
            "a/../../../x",
            "a/./b",
            "a/..",
            "%",
            "%%",
            "%2E%2E/x",
            "%2e%2e/x",
            "%25",
            "%e",
            "%c",
            "%f",
            "a%f",
            "a%c",
            "a%c/b",
            "a%f/b",
            "100%",
            "100%.txt",
            "my%20file",
            "a\\..\\b",
            "a\nb",
            "a\0b",
            "\u0001",
            "nfc-\u00e9",
            "nfc-e\u0301",
            "\uD83D\uDE00",
            "\uFF5E",
            "\uFFFF",
            " ",
            " a ",
            "+",
            "a+b",
            "a b",
            ".seaworthy-objects",
            ".seaworthy-objects/a",
            "x/.seaworthy-objects/a",
            "n".repeat(255),
            "n".repeat(255) + "/a",
            "n".repeat(254) + "/a",
            "n".repeat(254),
            "n".repeat(256),
            "n".repeat(256) + "/a",
            "n".repeat(240) + ".",
            "n".repeat(240) + "..",
            "n".repeat(240) + "%e",
            "n".repeat(239) + "%c",
            "n".repeat(1024),
            "\u0001".repeat(1024),
            "\u20ac".repeat(341),
            "\uD83D\uDE00".repeat(256),
            "a/".repeat(512),
            "/".repeat(1024),
            "%".repeat(1024),
            "../".repeat(341));

    private NastyKeys() {}

    /** These, and as many others that are made of what is nasty in them. */
    static List<String> some(int others, Random random) {
        Set<String> keys = new HashSet<>(CHOSEN);
        while (keys.size() < CHOSEN.size() + others) {
            String key = one(random);
            if (!key.isEmpty() && key.getBytes(StandardCharsets.UTF_8).length <= 1024) {
                keys.add(key);
            }
        }
        return new ArrayList<>(keys);
    }

    static String one(Random random) {
        StringBuilder key = new StringBuilder();
        int pieces = random.nextInt(8) == 0 ? random.nextInt(300) : random.nextInt(8);
        for (int i = 0; i < pieces; i++) {
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            key.append(random.nextInt(12) == 0 ? piece.repeat(random.nextInt(90)) : piece);
        }
        return key.toString();
    }
}
