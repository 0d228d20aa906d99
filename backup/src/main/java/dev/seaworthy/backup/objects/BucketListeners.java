package dev.seaworthy.backup.objects;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners, of which none can hurt a run. */
final class BucketListeners implements BucketListener {
    private static final Logger LOG = LoggerFactory.getLogger(BucketListeners.class);

    private final List<BucketListener> listeners;

    BucketListeners(List<BucketListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void happened(BucketEvent event) {
        for (BucketListener listener : listeners) {
            try {
                listener.happened(event);
            } catch (RuntimeException e) {
                LOG.warn("A listener failed at an event of snapshot {} of {}", event.id(), event.bucket(), e);
            }
        }
    }
}
