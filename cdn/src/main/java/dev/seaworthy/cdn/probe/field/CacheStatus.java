package dev.seaworthy.cdn.probe.field;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The field {@code Cache-Status} (RFC 9211): what each cache on the way did, that of the origin first. Immutable.
 *
 * @param caches empty if the field is absent, or no list of caches
 */
public record CacheStatus(List<Cache> caches) {
    /**
     * What one cache says of itself.
     *
     * @param forward why it asked further: {@code uri-miss}, {@code bypass}
     * @param forwardStatus what it was answered
     * @param ttl how many seconds the answer stays fresh; less than none if it is stale
     */
    public record Cache(
            boolean isHit,
            Optional<String> forward,
            Optional<Long> forwardStatus,
            Optional<Long> ttl,
            boolean isStored,
            Optional<String> detail) {
        /** One that has a hit did not ask further, whatever else it says: section 2.2. */
        private static Optional<Cache> of(Item member) {
            boolean isName = Item.textOf(member.value()).isPresent();
            boolean isHit = member.is("hit");
            Cache cache = new Cache(
                    isHit,
                    isHit ? Optional.empty() : member.text("fwd"),
                    member.integer("fwd-status"),
                    member.integer("ttl"),
                    member.is("stored"),
                    member.text("detail"));
            return isName ? Optional.of(cache) : Optional.empty();
        }
    }

    public CacheStatus {
        caches = List.copyOf(caches);
    }

    /** Of the field's lines, joined by commas. */
    public static CacheStatus read(String field) {
        List<Item> members = StructuredField.list(field).orElse(List.of());
        List<Cache> caches =
                members.stream().map(Cache::of).flatMap(Optional::stream).toList();
        return new CacheStatus(caches.size() == members.size() ? caches : List.of());
    }

    /** Whether any cache on the way answered from its copy. */
    public boolean isHit() {
        return caches.stream().anyMatch(Cache::isHit);
    }

    /** The cache whose copy it is if one answered from it, and if not the one nearest to the visitor. */
    public Optional<Cache> speaker() {
        return Stream.concat(caches.stream().filter(Cache::isHit), nearest().stream())
                .findFirst();
    }

    private Optional<Cache> nearest() {
        return caches.isEmpty() ? Optional.empty() : Optional.of(caches.get(caches.size() - 1));
    }
}
