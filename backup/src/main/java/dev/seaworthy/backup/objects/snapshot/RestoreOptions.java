package dev.seaworthy.backup.objects.snapshot;

import java.util.Objects;

/** What a restore does. Immutable. */
public final class RestoreOptions {
    private final KeyFilter filter;
    private final boolean deletesOthers;
    private final boolean readsTarget;
    private final RestoreListener listener;

    private RestoreOptions(Builder builder) {
        this.filter = builder.filter;
        this.deletesOthers = builder.deletesOthers;
        this.readsTarget = builder.readsTarget;
        this.listener = builder.listener;
    }

    /** Puts back every object that is not as it was, and leaves all others alone. */
    public static RestoreOptions standard() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public KeyFilter filter() {
        return filter;
    }

    public boolean deletesOthers() {
        return deletesOthers;
    }

    public boolean readsTarget() {
        return readsTarget;
    }

    public RestoreListener listener() {
        return listener;
    }

    /** What differs from {@link #standard}. One thread at a time. */
    public static final class Builder {
        private KeyFilter filter = KeyFilter.all();
        private boolean deletesOthers;
        private boolean readsTarget;
        private RestoreListener listener = progress -> {};

        private Builder() {}

        /** Only these keys; what has another key is not looked at. */
        public Builder only(KeyFilter value) {
            this.filter = Objects.requireNonNull(value, "filter");
            return this;
        }

        /**
         * Deletes what the target has and the snapshot has not, among the keys that are meant. Else it stays, and so it
         * does where an object of the same part of the snapshot could not be restored.
         */
        public Builder deleteOthers() {
            this.deletesOthers = true;
            return this;
        }

        /**
         * Compares each content that the target has by reading it, for a target whose listing is not to be believed,
         * such as a disk that has gone bad.
         */
        public Builder readTarget() {
            this.readsTarget = true;
            return this;
        }

        /** Is told how far it is; none if not said. */
        public Builder listener(RestoreListener value) {
            this.listener = Objects.requireNonNull(value, "listener");
            return this;
        }

        public RestoreOptions build() {
            return new RestoreOptions(this);
        }
    }
}
