package dev.seaworthy.backup.objects.source;

import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The files of a folder, by their paths. Safe for use by many threads, and by one process that puts.
 *
 * <p><b>Guarantees</b>: whatever a key is, {@code ../a} or {@code /a}, its object lies in the folder, and no link is
 * followed there; every key comes back from a listing as it was put. Most keys are paths as they are. What is no safe
 * name is written with percent signs: {@code .} and {@code ..}, an empty segment, control characters, backslashes,
 * names of more than 255 bytes, and {@code a} beside {@code a/b}.
 *
 * <p><b>Not covered</b>: links, pipes and sockets are no objects, and are left out. The metadata of objects is not
 * kept. The file system must tell names apart by each of their bytes, as ext4 and XFS do, and its paths must have room
 * for three times a key.
 *
 * <p>An object's version is, where the file system has them, its inode and the time of its last change, which nobody
 * sets. A listing holds the names of each folder on its way, some 80 bytes for each, since no file system has them in
 * the order of keys. What is being put lies in {@code .seaworthy-objects}; what a killed process leaves there may be
 * deleted.
 */
public final class DirectoryObjects implements ObjectTarget {
    private final Path folder;
    private final boolean mayBeAbsent;

    private DirectoryObjects(Path folder, boolean mayBeAbsent) {
        this.folder = Objects.requireNonNull(folder, "folder").toAbsolutePath();
        this.mayBeAbsent = mayBeAbsent;
    }

    /**
     * The files in {@code folder}, which may be a link to one. It must be there when it is listed: a disk that is not
     * mounted is no bucket without objects.
     */
    public static DirectoryObjects of(Path folder) {
        return new DirectoryObjects(folder, false);
    }

    /** To restore into: of a {@code folder} that has no objects if it is absent, and is made by the first put. */
    public static DirectoryObjects creating(Path folder) {
        return new DirectoryObjects(folder, true);
    }

    @Override
    public Stream<SourceObject> list(KeyRange range) {
        if (!Files.isDirectory(folder) && !(mayBeAbsent && Files.notExists(folder))) {
            throw new StoreException("", "There is no folder " + folder, null);
        }
        return ObjectListing.stream(new DirectoryWalk(this, folder, range));
    }

    @Override
    public ObjectContent open(String key) {
        ObjectSource.requireKey(key);
        try {
            Path file = find(key).orElseThrow(() -> new NoSuchFileException(key));
            SourceObject object = object(key, file);
            InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
            return new ObjectContent(object, ObjectMetadata.NONE, new UnchangedFile(object, file, content));
        } catch (NoSuchFileException e) {
            throw new MissingObjectException(key, e);
        } catch (IOException e) {
            throw failed("open", key, e);
        }
    }

    /** Where the object of a key lies, if there is one and no link stands in its way. */
    Optional<Path> find(String key) {
        String[] segments = key.split("/", -1);
        Optional<Path> parent = Optional.of(folder);
        for (int i = 0; i < segments.length - 1; i++) {
            String segment = segments[i];
            parent = parent.flatMap(known -> descend(known, FileNames.of(segment, "")));
        }
        String last = segments[segments.length - 1];
        return parent.flatMap(known ->
                file(known, FileNames.of(last, "")).or(() -> file(known, FileNames.of(last, FileNames.ASIDE))));
    }

    private static Optional<Path> file(Path parent, List<String> names) {
        return descend(parent, names.subList(0, names.size() - 1))
                .map(known -> resolve(known, last(names)))
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    }

    private static Optional<Path> descend(Path parent, List<String> names) {
        Path known = parent;
        for (String name : names) {
            known = resolve(known, name);
            if (!Files.isDirectory(known, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
        }
        return Optional.of(known);
    }

    private static Path resolve(Path parent, String name) {
        try {
            return parent.resolve(name);
        } catch (InvalidPathException e) {
            throw new StoreException(
                    name,
                    "The JVM cannot name a file " + name + ": start it with a locale of UTF-8, LC_ALL=C.UTF-8",
                    e);
        }
    }

    static SourceObject object(String key, Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new SourceObject(
                key,
                attributes.size(),
                version(file),
                attributes.lastModifiedTime().toInstant());
    }

    private static String version(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return "";
        }
        Map<String, Object> known = Files.readAttributes(file, "unix:ino,ctime", LinkOption.NOFOLLOW_LINKS);
        return known.get("ino") + "-" + known.get("ctime");
    }

    @Override
    public void put(SourceObject object, ObjectMetadata metadata, InputStream content) throws IOException {
        String key = ObjectSource.requireKey(object.key());
        Path written = attempt(key, () -> Files.createFile(own().resolve("put-" + UUID.randomUUID())));
        try {
            write(object, content, written);
            attempt(key, () -> {
                Files.setLastModifiedTime(written, FileTime.from(object.modifiedAt()));
                place(key, written);
                return written;
            });
        } finally {
            attempt(key, () -> Files.deleteIfExists(written));
        }
    }

    /** Its folders stay. */
    @Override
    public synchronized void delete(String key) {
        Optional<Path> file = find(ObjectSource.requireKey(key));
        if (file.isPresent()) {
            try {
                Files.deleteIfExists(file.get());
            } catch (IOException e) {
                throw failed("delete", key, e);
            }
        }
    }

    private Path own() throws IOException {
        return subfolder(Files.isDirectory(folder) ? folder : Files.createDirectories(folder), FileNames.OWN);
    }

    /** What cannot be read is thrown as it is, and what cannot be written as the folder's failure. */
    private static void write(SourceObject object, InputStream content, Path file) throws IOException {
        String key = object.key();
        SizedContent sized = new SizedContent(key, object.bytes(), content);
        FileChannel channel = attempt(key, () -> FileChannel.open(file, StandardOpenOption.WRITE));
        try (channel) {
            OutputStream out = Channels.newOutputStream(channel);
            byte[] buffer = new byte[64 * 1024];
            int read = sized.read(buffer, 0, buffer.length);
            while (read >= 0) {
                int length = read;
                attempt(key, () -> {
                    out.write(buffer, 0, length);
                    return length;
                });
                read = sized.read(buffer, 0, buffer.length);
            }
            attempt(key, () -> {
                channel.force(true);
                return key;
            });
        }
    }

    /** One at a time, since a folder and a file may want the same name. */
    private synchronized void place(String key, Path written) throws IOException {
        String[] segments = key.split("/", -1);
        Path parent = folder;
        for (int i = 0; i < segments.length - 1; i++) {
            parent = enter(parent, segments[i]);
        }
        String last = segments[segments.length - 1];
        Path file = path(parent, FileNames.of(last, ""));
        Path aside = path(parent, FileNames.of(last, FileNames.ASIDE));
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(written, aside, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(aside);
        }
    }

    /** A file that has the folder's name makes way. */
    private static Path enter(Path parent, String segment) throws IOException {
        List<String> names = FileNames.of(segment, "");
        Path holder = holder(parent, names);
        Path wanted = resolve(holder, last(names));
        if (Files.isRegularFile(wanted, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(wanted, path(parent, FileNames.of(segment, FileNames.ASIDE)), StandardCopyOption.ATOMIC_MOVE);
        }
        return subfolder(holder, last(names));
    }

    /** Where the last of these names is to be. */
    private static Path path(Path parent, List<String> names) throws IOException {
        return resolve(holder(parent, names), last(names));
    }

    /** The folder that is to hold the last of these names; those before it are made. */
    private static Path holder(Path parent, List<String> names) throws IOException {
        Path known = parent;
        for (String name : names.subList(0, names.size() - 1)) {
            known = subfolder(known, name);
        }
        return known;
    }

    private static String last(List<String> names) {
        return names.get(names.size() - 1);
    }

    private static Path subfolder(Path parent, String name) throws IOException {
        Path wanted = resolve(parent, name);
        try {
            return Files.createDirectory(wanted);
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(wanted, LinkOption.NOFOLLOW_LINKS)) {
                return wanted;
            }
            throw new IOException("a link or a file stands where a folder is needed: " + wanted, e);
        }
    }

    /** What the folder is asked to do. */
    private interface Step<T> {
        T run() throws IOException;
    }

    private static <T> T attempt(String key, Step<T> step) {
        try {
            return step.run();
        } catch (IOException e) {
            throw failed("put", key, e);
        }
    }

    static StoreException failed(String what, String key, IOException cause) {
        return new StoreException(key, "Could not " + what + " " + key + ": " + cause, cause);
    }
}
