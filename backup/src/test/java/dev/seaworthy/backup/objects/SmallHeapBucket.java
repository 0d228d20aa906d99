package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.DirectoryStore;
import dev.seaworthy.core.Secret;
import java.nio.file.Path;

/** Two backups of a bucket of many objects, in a process of its own with a small heap. */
final class SmallHeapBucket {
    private SmallHeapBucket() {}

    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[1]);
        GeneratedObjects objects = new GeneratedObjects(count);
        BucketBackups backups = BucketBackups.builder("many")
                .source(objects)
                .store(DirectoryStore.of(Path.of(arguments[0])))
                .repositoryKey(Secret.of("a repository key of 32 bytes or more"))
                .encryptTo(Identity.generate().recipient())
                .build();
        require(backups.backUp().added() == count, "not all objects are in the first snapshot");
        require(backups.backUp().unchanged() == count, "not all objects are in the second snapshot");
        require(objects.opens() == count, "objects were opened again: " + objects.opens());
    }

    private static void require(boolean so, String otherwise) {
        if (!so) {
            throw new IllegalStateException(otherwise);
        }
    }
}
