package dev.seaworthy.backup;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All listeners of a manager, of which none can hurt a backup. */
final class Listeners implements BackupListener {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<BackupListener> listeners;

    Listeners(List<BackupListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void happened(BackupEvent event) {
        for (BackupListener listener : listeners) {
            try {
                listener.happened(event);
            } catch (RuntimeException e) {
                LOG.warn("A listener failed at an event of backup {}", event.id(), e);
            }
        }
    }
}
