package dev.seaworthy.examples.contentmax;

import dev.seaworthy.core.SeaworthyException;
import dev.seaworthy.core.config.ConfigException;
import dev.seaworthy.examples.contentmax.local.Guardian;
import dev.seaworthy.examples.contentmax.local.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The command line of ContentMax. */
public final class Main {
    private static final Map<String, Fault> DEPLOYMENTS =
            Map.of("--deploy", Fault.NONE, "--deploy-broken", Fault.DEAD, "--deploy-late", Fault.LATE);
    private static final Set<String> OTHERS = Set.of("--serve", "--broken-env");

    private static final int FAILED = 1;
    private static final int EX_USAGE = 64;
    private static final int EX_CONFIG = 78;

    private Main() {}

    public static void main(String[] arguments) {
        List<String> options = List.of(arguments);
        if (options.size() <= 1 && options.stream().allMatch(Main::isKnown)) {
            System.exit(run(options));
        }
        System.err.println("Unknown: " + String.join(" ", options) + "; run examples/contentmax/run --help");
        System.exit(EX_USAGE);
    }

    private static boolean isKnown(String option) {
        return OTHERS.contains(option) || DEPLOYMENTS.containsKey(option);
    }

    private static int run(List<String> options) {
        Path home = Path.of(System.getProperty("contentmax.home", "examples/contentmax"));
        System.setProperty("org.jboss.logging.provider", "slf4j");
        Closing closing = new Closing();
        Runtime.getRuntime().addShutdownHook(new Thread(closing::close, "contentmax-shutdown"));
        try (closing) {
            return run(options, home, closing);
        }
    }

    /** Says why it failed, unless it was ended from outside. */
    private static int run(List<String> options, Path home, Closing closing) {
        try {
            if (options.contains("--broken-env")) {
                Ground.settings(home.resolve("broken.env"));
                return 0;
            }
            sweep();
            RunFolder folder = closing.keep(RunFolder.open());
            Guardian guardian = Guardian.over(folder);
            closing.endWith(script(), "The script of the run ended");
            closing.endWith(guardian.onExit(), "The guardian of the run was killed");
            serve(options, home, folder, closing);
            return 0;
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            return EX_CONFIG;
        } catch (SeaworthyException | StepFailedException e) {
            return closing.isClosed() ? FAILED : failed(String.valueOf(e.getMessage()));
        } catch (Exception e) {
            return closing.isClosed() ? FAILED : failed(e.toString());
        }
    }

    private static void serve(List<String> options, Path home, RunFolder folder, Closing closing) throws Exception {
        Optional<Fault> fault = options.stream()
                .filter(DEPLOYMENTS::containsKey)
                .map(DEPLOYMENTS::get)
                .findFirst();
        if (fault.isPresent()) {
            new Deployment(home, folder, closing, fault.get()).run();
        } else {
            new ProductionRun(home, folder, closing, options.contains("--serve")).run();
        }
    }

    private static void sweep() throws IOException {
        if (RunFolder.sweep() > 0) {
            System.out.println("An earlier run was killed: its processes and folder are removed now.");
        }
    }

    /** Completes when the script that started this process ends, if a script did. */
    private static CompletableFuture<?> script() {
        Long pid = Long.getLong("contentmax.script");
        if (pid == null) {
            return new CompletableFuture<Void>();
        }
        return ProcessHandle.of(pid)
                .<CompletableFuture<?>>map(ProcessHandle::onExit)
                .orElse(CompletableFuture.completedFuture(null));
    }

    private static int failed(String why) {
        System.err.println("    Failed: " + why);
        return FAILED;
    }
}
