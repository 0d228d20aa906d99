package dev.seaworthy.backup.store;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** The files of a folder, while others come and go. */
final class DirectoryListing extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final String prefix;
    private final List<StoredObject> found = new ArrayList<>();

    private DirectoryListing(Path folder, String prefix) {
        this.folder = folder;
        this.prefix = prefix;
    }

    static List<StoredObject> of(Path folder, String prefix) throws IOException {
        DirectoryListing listing = new DirectoryListing(folder, prefix);
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, listing);
        return List.copyOf(listing.found);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
        return visited.equals(folder.resolve(DirectoryStore.UPLOADS))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String key = key(file);
        if (attributes.isRegularFile() && key.startsWith(prefix)) {
            found.add(new StoredObject(key, attributes.size()));
        }
        return FileVisitResult.CONTINUE;
    }

    /** What is gone was deleted since its folder was read. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    private String key(Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }
}
