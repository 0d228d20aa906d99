package dev.seaworthy.core.config;

import dev.seaworthy.core.SeaworthyException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Where variables are kept outside of this machine: AWS Secrets Manager, Vault, a parameter store. What comes from it
 * is masked in reports, whatever its type.
 */
public interface RemoteSource {
    /** As reports call it: {@code Vault}. */
    String name();

    /**
     * Reads what no earlier source holds, in one call. It runs on a thread of its own, which is interrupted when the
     * time that {@link EnvironmentConfig.Builder#remote} gives is over.
     *
     * @param variables the names that are asked for
     * @return those of them that are kept here; others are ignored
     * @throws Unavailable if it can't be read, with a message that may be shown
     * @throws IOException if it can't be read; only its class is shown, as its message may quote a secret
     */
    Map<String, String> read(Set<String> variables) throws IOException, InterruptedException;

    /** A remote source that can't be read. Its message is shown: what failed and what to do, never a secret. */
    final class Unavailable extends SeaworthyException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message);
        }
    }
}
