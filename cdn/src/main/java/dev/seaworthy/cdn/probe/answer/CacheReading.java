package dev.seaworthy.cdn.probe.answer;

import dev.seaworthy.cdn.probe.field.CacheControl;
import dev.seaworthy.cdn.probe.field.CacheStatus;
import dev.seaworthy.cdn.probe.verdict.CacheState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Where an answer came from. The first header that tells counts: the standard's, then those of the vendors. */
final class CacheReading {
    /** Vendors' headers of one word for each cache on the way: the usual one, nginx', Bunny's, Vercel's. */
    static final List<String> VENDORS =
            List.of("X-Cache", "X-Cache-Status", "X-Proxy-Cache", "CDN-Cache", "X-Vercel-Cache");

    private static final Duration SKEW = Duration.ofMinutes(1);

    private CacheReading() {}

    /** Where no word tells, an age does: only a copy has one. */
    static CacheState state(Headers headers) {
        return Stream.<Function<Headers, Optional<CacheState>>>of(
                        CacheReading::standard, CacheReading::cloudflare, CacheReading::vendor, CacheReading::varnish)
                .map(reading -> reading.apply(headers))
                .flatMap(Optional::stream)
                .filter(state -> state != CacheState.UNKNOWN)
                .findFirst()
                .orElse(isOld(headers) ? CacheState.HIT : CacheState.UNKNOWN);
    }

    static boolean isOld(Headers headers) {
        return age(headers).filter(age -> !age.isZero()).isPresent();
    }

    static Optional<Duration> age(Headers headers) {
        return headers.lines("Age").stream()
                .findFirst()
                .map(value -> value.split(",", -1)[0].strip())
                .flatMap(CacheControl::duration);
    }

    /** How far behind our clock the origin's date is, if that is more than clocks differ by. */
    static Optional<Duration> apparentAge(Headers headers, Instant now) {
        return headers.lines("Date").stream()
                .findFirst()
                .flatMap(HttpDate::read)
                .map(date -> Duration.between(date, now))
                .filter(age -> age.compareTo(SKEW) > 0);
    }

    private static Optional<CacheState> standard(Headers headers) {
        return CacheStatus.read(headers.field("Cache-Status")).speaker().map(CacheReading::state);
    }

    private static CacheState state(CacheStatus.Cache cache) {
        if (cache.isHit()) {
            return cache.ttl().filter(ttl -> ttl < 0).isPresent() ? CacheState.STALE : CacheState.HIT;
        }
        return switch (cache.forward().orElse("")) {
            case "bypass", "method" -> CacheState.BYPASS;
            case "stale" ->
                cache.forwardStatus().filter(status -> status == 304).isPresent()
                        ? CacheState.REVALIDATED
                        : CacheState.MISS;
            case "uri-miss", "vary-miss", "miss", "partial", "request" -> CacheState.MISS;
            default -> CacheState.UNKNOWN;
        };
    }

    private static Optional<CacheState> cloudflare(Headers headers) {
        return headers.lines("CF-Cache-Status").stream().findFirst().map(CacheReading::word);
    }

    /** A copy of any cache on the way is one: {@code MISS, HIT}. */
    private static Optional<CacheState> vendor(Headers headers) {
        return VENDORS.stream().filter(headers::has).findFirst().map(name -> {
            List<CacheState> states = Arrays.stream(headers.field(name).split(",", -1))
                    .map(CacheReading::word)
                    .toList();
            return states.stream().filter(CacheState::isCopy).findFirst().orElse(states.get(states.size() - 1));
        });
    }

    /** Two numbers: this request, and the one that brought the copy. */
    private static Optional<CacheState> varnish(Headers headers) {
        String[] ids = headers.field("X-Varnish").strip().split(" +", -1);
        return headers.has("X-Varnish") && ids.length == 2 ? Optional.of(CacheState.HIT) : Optional.empty();
    }

    /** {@code HIT}, {@code Hit from cloudfront}, {@code TCP_REFRESH_HIT from a23-1-2-3.example}. */
    private static CacheState word(String told) {
        String[] words = told.strip().toUpperCase(Locale.ROOT).split("\\s+", 2);
        return switch (words[0].replaceFirst("^TCP_", "").replace("_", "")) {
            case "HIT", "MEMHIT", "IMSHIT", "REMOTEHIT", "PRERENDER" -> CacheState.HIT;
            case "REVALIDATED", "REFRESHHIT", "REFRESHUNMODIFIED" -> CacheState.REVALIDATED;
            case "STALE", "UPDATING", "REFRESHFAILHIT", "HITSTALE" -> CacheState.STALE;
            case "MISS", "EXPIRED", "EXPIREDMISS", "REFRESHMISS", "REFRESHMODIFIED", "SWAPFAILMISS", "ERROR" ->
                CacheState.MISS;
            case "BYPASS", "DYNAMIC", "NONE", "PASS", "CLIENTREFRESHMISS" -> CacheState.BYPASS;
            case "CONFIGNOCACHE", "PRIVATENOSTORE", "LAMBDAGENERATEDRESPONSE", "FUNCTIONGENERATEDRESPONSE" ->
                CacheState.BYPASS;
            default -> CacheState.UNKNOWN;
        };
    }
}
