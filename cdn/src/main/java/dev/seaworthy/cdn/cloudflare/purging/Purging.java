package dev.seaworthy.cdn.cloudflare.purging;

import dev.seaworthy.cdn.CdnException;
import dev.seaworthy.cdn.Purge;
import dev.seaworthy.cdn.PurgeReceipt;
import dev.seaworthy.cdn.cloudflare.api.Api;
import dev.seaworthy.cdn.cloudflare.api.ApiFailure;
import dev.seaworthy.cdn.cloudflare.api.Call;
import dev.seaworthy.cdn.cloudflare.api.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Purges a zone's cache, in as many calls as it takes. Safe for use by many threads. */
public final class Purging {
    /** In a row, after which what is left is not tried. */
    private static final int MOST_REFUSED = 3;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Api api;
    private final String zone;
    private final Lane urls;
    private final Lane others;

    /**
     * Of one zone.
     *
     * @param patience how long a call may wait for its turn
     */
    public Purging(Api api, String zone, PurgeLimits limits, Duration patience, Pause pause, LongSupplier ticker) {
        this.api = api;
        this.zone = zone;
        int atOnce = Math.max(limits.urlsPerSecond(), limits.urlsPerCall());
        Allowance ofUrls = new Allowance(limits.urlsPerSecond(), SECOND, atOnce, ticker);
        Allowance ofCalls = new Allowance(limits.calls(), limits.period(), limits.burst(), ticker);
        urls = new Lane(limits.urlsPerCall(), ofUrls, true, patience, pause);
        others = new Lane(PurgeLimits.NAMES_PER_CALL, ofCalls, false, patience, pause);
    }

    /**
     * Purges what is named. What is refused keeps nothing else from being purged.
     *
     * @throws CdnException that names what was not purged
     */
    public PurgeReceipt purge(Purge purge) {
        return purge(Names.of(purge));
    }

    private <T> PurgeReceipt purge(Names<T> names) {
        Lane lane = names.byUrl() ? urls : others;
        List<String> ids = new ArrayList<>();
        Names<T> rest = names;
        Names<T> refused = names.none();
        Optional<ApiFailure> refusal = Optional.empty();
        int inARow = 0;
        while (!rest.isEmpty()) {
            Names<T> batch = rest.first(lane.namesPerCall());
            try {
                lane.await(batch.size());
                ids.add(call(batch));
                inARow = 0;
            } catch (ApiFailure failure) {
                if (failure.isAboutCount() && batch.size() > 1) {
                    lane.refused(batch.size());
                    continue;
                }
                inARow++;
                if (!failure.isAboutRequest() || inARow == MOST_REFUSED) {
                    throw notPurged(refused.plus(rest), failure);
                }
                refused = refused.plus(batch);
                refusal = refusal.or(() -> Optional.of(failure));
            }
            rest = rest.after(batch.size());
        }
        if (refusal.isPresent()) {
            throw notPurged(refused, refusal.get());
        }
        return new PurgeReceipt(ids);
    }

    private String call(Names<?> batch) throws ApiFailure {
        Object body = PurgeBody.of(batch.purge());
        Call call = Call.repeatable("purge", "POST", "zones/" + zone + "/purge_cache", body);
        return api.send(call).id();
    }

    private CdnException notPurged(Names<?> names, ApiFailure failure) {
        String message = "Cloudflare did not purge " + names.told() + " of zone " + zone + ": " + failure.getMessage()
                + ". " + failure.advice();
        return failure.describe(CdnException.builder(message))
                .notPurged(names.purge())
                .build();
    }
}
