package dev.seaworthy.security.ratelimit;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Buckets in a back end, which is asked within the deadline, and not at all about who is known to be limited. */
final class RemoteStore implements BucketStore {
    /** Asks Bucket4j; blocks, and throws whatever the back end does. */
    interface Backend {
        /** Does once what the first question would have to wait for. */
        void connect();

        VerboseResult<ConsumptionProbe> tryConsume(String key, long cost);
    }

    private final Policies policies;
    private final Backend backend;
    private final Deadline deadline;
    private final Outage outage;
    private final RateDecision uncounted;
    private final String namespace;
    private final Refusals refusals;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final LongAdder unavailable = new LongAdder();

    RemoteStore(Policies policies, Backend backend, Availability availability, Deadline deadline, Outage outage) {
        this.policies = policies;
        this.backend = backend;
        this.deadline = deadline;
        this.outage = outage;
        uncounted = RateDecision.uncounted(availability == Availability.OPEN);
        namespace = policies.namespace();
        refusals = new Refusals(Elapsed.time());
    }

    @Override
    public RateDecision tryConsume(String key, long cost) {
        RateDecision refused = refusals.find(key, cost);
        return refused == null ? ask(key, cost) : refused;
    }

    @Override
    public boolean reach(Duration patience) {
        try {
            deadline.call(
                    () -> {
                        backend.connect();
                        return true;
                    },
                    patience);
            outage.ends();
            return true;
        } catch (UnavailableException e) {
            outage.begins(e);
            return false;
        }
    }

    /** While the back end is unavailable, one request at a time looks whether it still is, and no other waits. */
    private RateDecision ask(String key, long cost) {
        if (!outage.lasts()) {
            return question(key, cost);
        }
        if (!looking.compareAndSet(false, true)) {
            return uncounted();
        }
        try {
            return question(key, cost);
        } finally {
            looking.set(false);
        }
    }

    private RateDecision question(String key, long cost) {
        try {
            RateDecision decision = decision(deadline.call(() -> backend.tryConsume(namespace + key, cost)), cost);
            outage.ends();
            refusals.remember(key, cost, decision);
            return decision;
        } catch (UnavailableException e) {
            outage.begins(e);
            return uncounted();
        }
    }

    private RateDecision uncounted() {
        unavailable.increment();
        return uncounted;
    }

    private RateDecision decision(VerboseResult<ConsumptionProbe> result, long cost) {
        return RateDecision.counted(
                policies.list(), result.getState(), cost, result.getValue().isConsumed());
    }

    @Override
    public long keys() {
        return 0;
    }

    @Override
    public long shared() {
        return 0;
    }

    @Override
    public long unavailable() {
        return unavailable.sum();
    }
}
