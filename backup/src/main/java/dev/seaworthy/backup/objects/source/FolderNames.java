package dev.seaworthy.backup.objects.source;

import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** What a folder adds to keys: segments of files, and segments of folders with a slash, in the order of keys. */
final class FolderNames {
    private final Path folder;
    private final List<String> found = new ArrayList<>();

    private FolderNames(Path folder) {
        this.folder = folder;
    }

    /** All of them in memory, since no file system has them in this order; none if the folder is gone. */
    static List<String> of(Path folder) throws IOException {
        FolderNames names = new FolderNames(folder);
        names.collect(folder, "");
        names.found.sort(KeyRange.ORDER);
        return names.found;
    }

    private void collect(Path from, String begun) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(from)) {
            for (Path child : children) {
                add(child, begun);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return; // deleted meanwhile
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void add(Path child, String begun) throws IOException {
        String name = child.getFileName().toString();
        if (name.equals(FileNames.OWN)) {
            return;
        }
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return;
        }
        if (attributes.isDirectory() && name.endsWith(FileNames.CONTINUED)) {
            collect(child, begun + without(FileNames.CONTINUED, name));
        } else if (attributes.isDirectory()) {
            found.add(segment(child, begun + name, "") + "/");
        } else if (attributes.isRegularFile() && name.endsWith(FileNames.ASIDE)) {
            found.add(segment(child, begun + without(FileNames.ASIDE, name), FileNames.ASIDE));
        } else if (attributes.isRegularFile()) {
            found.add(segment(child, begun + name, ""));
        }
    }

    private static String without(String end, String name) {
        return name.substring(0, name.length() - end.length());
    }

    /** Refused if the object of that key would be looked for elsewhere: it would be listed, and never found. */
    private String segment(Path child, String name, String end) {
        String segment = FileNames.segment(name);
        Path expected = folder;
        for (String piece : FileNames.of(segment, end)) {
            expected = expected.resolve(piece);
        }
        if (!expected.equals(child)) {
            throw new StoreException(
                    segment,
                    "The name of " + child + " is none that a key has, because of its percent signs or because it is no"
                            + " text: rename it",
                    null);
        }
        return segment;
    }
}
