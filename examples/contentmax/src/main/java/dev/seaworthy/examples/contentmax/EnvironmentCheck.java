package dev.seaworthy.examples.contentmax;

import dev.seaworthy.core.config.ConfigException;
import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Verdict;
import java.nio.file.Path;

/** Whether all variables are there and valid, as they are when it is asked. */
record EnvironmentCheck(Path dotEnv) implements Check {
    @Override
    public Verdict run() {
        try {
            Ground.settings(dotEnv);
        } catch (ConfigException e) {
            return Verdict.failed("The environment has problems: start the service to read them all")
                    .with("problems", e.problems().size());
        }
        return Verdict.passed("All settings are there and valid")
                .with("settings", Settings.class.getRecordComponents().length);
    }
}
