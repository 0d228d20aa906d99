package dev.seaworthy.backup.objects.source;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of a folder in the order of their keys, folder after folder, each read when it is reached. One thread. */
final class DirectoryWalk implements Iterator<SourceObject> {
    private final DirectoryObjects objects;
    private final KeyRange range;
    private final Deque<Level> levels = new ArrayDeque<>();
    private String last = "";
    private @Nullable SourceObject next;

    /** A folder that the walk is in. */
    private record Level(Path folder, String prefix, Iterator<String> names) {}

    DirectoryWalk(DirectoryObjects objects, Path folder, KeyRange range) {
        this.objects = objects;
        this.range = range;
        enter(folder, "");
    }

    private void enter(Path folder, String prefix) {
        try {
            levels.push(new Level(folder, prefix, FolderNames.of(folder).iterator()));
        } catch (IOException e) {
            throw DirectoryObjects.failed("list", prefix, e);
        }
    }

    @Override
    public boolean hasNext() {
        while (next == null && !levels.isEmpty()) {
            Level level = levels.element();
            if (level.names().hasNext()) {
                visit(level, level.names().next());
            } else {
                levels.pop();
            }
        }
        return next != null;
    }

    @Override
    public SourceObject next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        SourceObject found = next;
        next = null;
        return found;
    }

    private void visit(Level level, String name) {
        String key = level.prefix() + name;
        if (range.through()
                .filter(through -> KeyRange.ORDER.compare(key, through) > 0)
                .isPresent()) {
            levels.clear();
        } else if (name.endsWith("/")) {
            if (KeyRange.ORDER.compare(key, range.after()) > 0 || range.after().startsWith(key)) {
                enter(folder(level.folder(), name.substring(0, name.length() - 1)), key);
            }
        } else if (range.contains(key) && !key.equals(last)) {
            last = key;
            next = find(key);
        }
    }

    private static Path folder(Path parent, String segment) {
        Path folder = parent;
        for (String piece : FileNames.of(segment, "")) {
            folder = folder.resolve(piece);
        }
        return folder;
    }

    private @Nullable SourceObject find(String key) {
        try {
            Optional<Path> file = objects.find(key);
            return file.isPresent() ? DirectoryObjects.object(key, file.get()) : null;
        } catch (NoSuchFileException e) {
            return null; // deleted meanwhile
        } catch (IOException e) {
            throw DirectoryObjects.failed("list", key, e);
        }
    }
}
