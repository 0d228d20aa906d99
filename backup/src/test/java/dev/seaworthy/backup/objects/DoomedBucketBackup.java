package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.store.DirectoryStore;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A backup of a bucket, in a process of its own, which stands still from some object on, to be killed there. */
final class DoomedBucketBackup {
    private DoomedBucketBackup() {}

    public static void main(String[] arguments) {
        GeneratedObjects objects = new GeneratedObjects(Integer.parseInt(arguments[1]));
        int last = Integer.parseInt(arguments[2]);
        OtherObjects doomed = new OtherObjects(objects) {
            @Override
            public ObjectContent open(String key) {
                while (GeneratedObjects.number(key) >= last) {
                    LockSupport.park();
                }
                return super.open(key);
            }
        };
        BucketBackups.builder(BucketFixture.NAME)
                .source(doomed)
                .store(DirectoryStore.of(Path.of(arguments[0])))
                .repositoryKey(BucketFixture.KEY)
                .encryptTo(Recipient.of(arguments[3]))
                .build()
                .backUp();
    }
}
