package dev.seaworthy.core.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts stand in for the programs, and write down how they are called. */
class CommandLinesTest {
    private static final Secret TOKEN = Secret.of("vca_sesameOpenNow");

    @TempDir
    private Path folder;

    @BeforeEach
    void standIns() throws Exception {
        for (String program : List.of("vercel", "kubectl")) {
            Path file = Files.writeString(folder.resolve(program), """
                    #!/bin/sh
                    dir=$(dirname "$0")
                    printf '%s\\n' "$@" > "$dir/arguments"
                    env > "$dir/environment"
                    echo "token $VERCEL_TOKEN" >&2
                    echo https://contentmax-abc.vercel.app
                    """);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private CommandResult run(Command command) throws Exception {
        return command.toBuilder()
                .environment("PATH", folder + ":/usr/bin:/bin")
                .build()
                .run()
                .orThrow();
    }

    private List<String> arguments() throws Exception {
        return Files.readAllLines(folder.resolve("arguments"));
    }

    @Test
    void vercel_deploys_what_is_built_with_its_token_in_the_environment_alone() throws Exception {
        CommandResult result = run(Vercel.with(TOKEN).project("team_1", "prj_1").deployPrebuilt());

        assertThat(arguments()).containsExactly("deploy", "--prebuilt", "--prod", "--yes");
        assertThat(Files.readAllLines(folder.resolve("environment")))
                .contains("VERCEL_TOKEN=" + TOKEN.reveal(), "VERCEL_ORG_ID=team_1", "VERCEL_PROJECT_ID=prj_1");
        assertThat(result.lastLine()).isEqualTo("https://contentmax-abc.vercel.app");
        assertThat(result.errors()).containsExactly("token ***");
        assertThat(result.command()).isEqualTo("vercel deploy --prebuilt --prod --yes");
    }

    @Test
    void vercel_stages_promotes_and_rolls_back() throws Exception {
        Vercel vercel = Vercel.with(TOKEN).directory(folder);

        run(vercel.stagePrebuilt());
        assertThat(arguments()).containsExactly("deploy", "--prebuilt", "--prod", "--skip-domain", "--yes");
        run(vercel.promote("dpl_2", Duration.ofMinutes(3)));
        assertThat(arguments()).containsExactly("promote", "dpl_2", "--yes", "--timeout=180s");
        run(vercel.rollback("https://a.vercel.app", Duration.ofMinutes(5)));
        assertThat(arguments()).containsExactly("rollback", "https://a.vercel.app", "--yes", "--timeout=300s");
        assertThat(vercel.rollback("dpl_1", Duration.ofMinutes(5)).timeout()).isEqualTo(Duration.ofMinutes(6));
        assertThatThrownBy(() -> vercel.rollback(" ", Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vercel rollback: say which deployment, by its URL or its id");
        assertThatThrownBy(() -> vercel.promote("--force", Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void kubectl_waits_for_a_rollout_undoes_it_and_restarts() throws Exception {
        Kubectl kubectl = Kubectl.currentContext().context("prod").namespace("web");

        run(kubectl.rolloutStatus("deployment/web", Duration.ofMinutes(2)));
        assertThat(arguments())
                .containsExactly(
                        "--context=prod", "--namespace=web", "rollout", "status", "deployment/web", "--timeout=120s");
        run(Kubectl.currentContext().rolloutUndo("deployment/web"));
        assertThat(arguments()).containsExactly("rollout", "undo", "deployment/web");
        run(Kubectl.currentContext().rolloutUndo("statefulset/db", 3));
        assertThat(arguments()).containsExactly("rollout", "undo", "statefulset/db", "--to-revision=3");
        run(Kubectl.currentContext().rolloutRestart("deployment/web"));
        assertThat(arguments()).containsExactly("rollout", "restart", "deployment/web");
        assertThatThrownBy(() -> kubectl.rolloutRestart("--all"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kubectl rollout restart needs a resource like deployment/web: \"--all\"");
    }
}
