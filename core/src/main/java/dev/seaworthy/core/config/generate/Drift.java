package dev.seaworthy.core.config.generate;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** How a file differs from the document that it should be. */
final class Drift {
    private final Document document;
    private final Path file;

    Drift(Document document, Path file) {
        this.document = document;
        this.file = file;
    }

    void verify(String expected) {
        String[] wanted = lines(expected);
        String[] there = lines(read());
        for (int at = 0; at < Math.max(wanted.length, there.length); at++) {
            if (at == wanted.length) {
                throw differs(at + 1, "should not be there");
            }
            if (at == there.length || !wanted[at].equals(there[at])) {
                throw differs(at + 1, "should be \"" + wanted[at] + "\"");
            }
        }
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw unreadable("does not exist");
        } catch (CharacterCodingException e) {
            throw unreadable("is not UTF-8");
        } catch (IOException e) {
            throw unreadable("can't be read");
        }
    }

    private DriftException differs(int line, String rule) {
        return new DriftException(
                file, line, file + " is not what the schema says: line " + line + " " + rule + ". " + remedy());
    }

    private DriftException unreadable(String rule) {
        return new DriftException(file, 0, file + " " + rule + ". " + remedy());
    }

    private String remedy() {
        return "Write it anew: Document." + document.name() + ".writeTo(Path.of(\"" + file + "\"), schema)";
    }

    private static String[] lines(String text) {
        return text.replace("\r\n", "\n").split("\n", -1);
    }
}
