package dev.seaworthy.backup.objects.shard;

import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.objects.repository.Documents;
import dev.seaworthy.backup.objects.repository.Layout;
import dev.seaworthy.backup.objects.repository.Part;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.run.Attempt;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The backups that several nodes make together, in the store: the plan of each, who works on which shard, what came of
 * it and how far it is. Safe for use by many threads, and by several nodes at once.
 */
public final class SharedRuns {
    private final ObjectStore store;
    private final Layout layout;
    private final Documents documents;
    private final PlanFormat format = new PlanFormat();

    public SharedRuns(Repository repository) {
        this.store = repository.store();
        this.layout = repository.layout();
        this.documents = repository.documents();
    }

    /** The ids of all that have anything in the store, with a plan or without, the oldest first. */
    public List<String> ids() {
        int length = layout.runs().length();
        return store.list(layout.runs()).stream()
                .map(object -> object.key().substring(length).split("/", 2)[0])
                .filter(id -> id.matches(TimeIds.PATTERN))
                .distinct()
                .sorted()
                .toList();
    }

    private String folder(String id) {
        return layout.runs() + id + "/";
    }

    private String part(String id, int shard) {
        return folder(id) + Standing.PARTS + "%04d.json".formatted(shard);
    }

    /** Begins one: from now on its shards can be worked on. */
    public void publish(Plan plan) throws IOException {
        documents.write(folder(plan.id()) + Standing.PLAN, format.write(plan));
    }

    /**
     * The plan of one; nothing if it has ended.
     *
     * @throws dev.seaworthy.backup.manifest.UnreadableManifestException if what is there is none
     */
    public Optional<Plan> plan(String id) {
        try {
            return Optional.of(
                    documents.read(folder(id) + Standing.PLAN, "plan of a backup", text -> format.readPlan(id, text)));
        } catch (MissingObjectException e) {
            return Optional.empty();
        }
    }

    /** How one stands. */
    public Standing standing(String id) {
        return Standing.of(names(id).toList());
    }

    private Stream<String> names(String id) {
        int length = folder(id).length();
        return store.list(folder(id)).stream().map(StoredObject::key).map(key -> key.substring(length));
    }

    /** Begins an attempt at a shard that no other is: each has its number, whoever else is at it. */
    public Attempt claim(Plan plan, int shard) throws IOException {
        int number = standing(plan.id()).attempts(shard) + 1;
        while (number <= Attempt.MOST_ATTEMPTS) {
            Attempt attempt = new Attempt(shard, number);
            if (put(claim(plan, attempt))) {
                return attempt;
            }
            number++;
        }
        throw new IOException("it was tried " + Attempt.MOST_ATTEMPTS + " times");
    }

    private String claim(Plan plan, Attempt attempt) {
        return folder(plan.id()) + Standing.CLAIMS + "%04d-%04d".formatted(attempt.shard(), attempt.number());
    }

    /** Whether it was not there. */
    private boolean put(String key) throws IOException {
        try (Upload upload = store.upload(key)) {
            try (OutputStream out = upload.stream()) {
                out.write('\n');
            }
            upload.commit();
            return true;
        } catch (ObjectExistsException e) {
            return false;
        }
    }

    /**
     * How long after the plan an attempt was begun, by the clock of the store, which no node can set; zero if the store
     * does not tell.
     */
    public Duration age(Plan plan, Attempt attempt) {
        Optional<Instant> begun = store.list(folder(plan.id()) + Standing.PLAN).stream()
                .findFirst()
                .flatMap(stored -> store.storedAt(stored.key()));
        Optional<Instant> now = store.storedAt(claim(plan, attempt));
        if (begun.isEmpty() || now.isEmpty() || now.get().isBefore(begun.get())) {
            return Duration.ZERO;
        }
        return Duration.between(begun.get(), now.get());
    }

    /** Keeps what came of a shard; the first that comes is kept, and a later one is as good. */
    public void keep(Plan plan, int shard, Part part) throws IOException {
        try {
            documents.write(part(plan.id(), shard), format.write(plan, shard, part));
        } catch (ObjectExistsException e) {
            return; // by another attempt
        }
    }

    /**
     * What came of a shard that has ended.
     *
     * @throws MissingObjectException if that is not there
     */
    public Part part(Plan plan, int shard) {
        return documents.read(part(plan.id(), shard), "part of a backup", text -> {
            Part part = format.readPart(plan, shard, text);
            layout.requireOwn(part);
            return part;
        });
    }

    void note(String id, Note note) throws IOException {
        boolean unused = put(folder(id) + Standing.NOTES + note.name());
    }

    void delete(String id, Note note) {
        store.delete(folder(id) + Standing.NOTES + note.name());
    }

    /** Deletes all of one: the plan first, so that nobody begins to work on what goes. */
    public void delete(String id) {
        names(id)
                .sorted(Comparator.comparing((String name) -> !name.startsWith(Standing.PLAN)))
                .forEach(name -> store.delete(folder(id) + name));
    }
}
