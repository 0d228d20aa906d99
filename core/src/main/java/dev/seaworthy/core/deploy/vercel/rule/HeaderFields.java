package dev.seaworthy.core.deploy.vercel.rule;

import dev.seaworthy.core.deploy.vercel.document.Findings;
import dev.seaworthy.core.deploy.vercel.document.Node;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names and values of headers that HTTP refuses (RFC 9110 §5.1, §5.5, §5.6.2). */
final class HeaderFields {
    private static final String MARKS = "!#$%&'*+-.^_`|~";

    /** About the connection or the length of the body, which are the server's. */
    private static final Set<String> OF_THE_SERVER = Set.of(
            "connection",
            "content-length",
            "host",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private HeaderFields() {}

    static void check(Node file, Findings findings) {
        for (Node entry : file.list("headers")) {
            boolean filled =
                    entry.text("source").filter(source -> source.contains(":")).isPresent()
                            || !entry.list("has").isEmpty();
            for (Node header : entry.list("headers")) {
                header.text("key").ifPresent(name -> name(header.at("key"), name, filled, findings));
                header.text("value").ifPresent(value -> value(header.at("value"), value, findings));
            }
        }
        for (Node route : file.list("routes")) {
            for (Node header : route.at("headers").members()) {
                String pointer = header.pointer();
                String name = pointer.substring(pointer.lastIndexOf('/') + 1)
                        .replace("~1", "/")
                        .replace("~0", "~");
                name(header, name, false, findings);
                header.text().ifPresent(value -> value(header, value, findings));
            }
        }
    }

    private static void name(Node at, String name, boolean filled, Findings findings) {
        boolean parameter = filled && name.contains(":");
        boolean token = !name.isEmpty() && name.chars().allMatch(HeaderFields::isTokenCharacter);
        if (!token && !parameter) {
            findings.error(
                    at,
                    Findings.quoted(name) + " is no name of a header",
                    "Use letters, digits and " + MARKS + " only.");
        } else if (OF_THE_SERVER.contains(name.toLowerCase(Locale.ROOT))) {
            findings.warning(at, Findings.quoted(name) + " is set by the server alone", "Remove it.");
        }
    }

    private static boolean isTokenCharacter(int character) {
        return character < 0x80 && (Character.isLetterOrDigit(character) || MARKS.indexOf(character) >= 0);
    }

    private static void value(Node at, String value, Findings findings) {
        Optional<Integer> control = value.chars()
                .filter(character -> (character < ' ' && character != '\t') || character == 0x7F)
                .boxed()
                .findFirst();
        if (control.isPresent()) {
            findings.error(
                    at,
                    "holds the control character U+%04X, which HTTP refuses in a header".formatted(control.get()),
                    "Remove it; a header is one line.");
        } else if (value.chars().anyMatch(character -> character > 0x7E)) {
            findings.warning(
                    at,
                    "holds a character that is not ASCII, which each reader of a header reads in its own way",
                    "Encode it.");
        } else if (!value.equals(value.strip())) {
            findings.warning(at, "begins or ends with a blank, which HTTP drops", "Remove it.");
        }
    }
}
