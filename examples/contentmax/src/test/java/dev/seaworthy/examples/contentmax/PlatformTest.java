package dev.seaworthy.examples.contentmax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.deploy.command.Command;
import dev.seaworthy.core.deploy.command.CommandException;
import dev.seaworthy.core.deploy.command.CommandResult;
import dev.seaworthy.examples.contentmax.local.VercelStandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in for the Vercel CLI, called as a release calls the real one. */
class PlatformTest {
    private static final Secret TOKEN = Secret.of("example-vercel-token");
    private static final URI TODAY = URI.create("http://127.0.0.1:4001/");
    private static final URI NEXT = URI.create("http://127.0.0.1:4002/");

    @TempDir
    private Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private VercelStandIn vercel;
    private Platform platform;

    @BeforeEach
    void link() throws IOException {
        vercel = VercelStandIn.link(Path.of("local"), folder.resolve("project"), TOKEN, TODAY);
        platform = new Platform(vercel, TOKEN, lines::add);
    }

    @Test
    void what_was_built_is_deployed_where_no_visitor_comes() throws Exception {
        vercel.build(NEXT);

        CommandResult result = platform.stage().run().orThrow();

        assertThat(result.lastLine()).isEqualTo(NEXT.toString());
        assertThat(vercel.deployments()).containsExactly(TODAY, NEXT);
        assertThat(vercel.production()).isEqualTo(TODAY);
        assertThat(lines).contains("Production: " + NEXT + ", deployment 2 of this project");
    }

    @Test
    void a_promoted_deployment_has_all_visitors_until_it_is_rolled_back() throws Exception {
        vercel.build(NEXT);
        platform.stage().run().orThrow();

        platform.promote(NEXT.toString());
        assertThat(vercel.production()).isEqualTo(NEXT);

        platform.rollBack(TODAY.toString());
        assertThat(vercel.production()).isEqualTo(TODAY);
        assertThat(vercel.log()).containsExactly("deploy " + NEXT, "promote " + NEXT, "rollback " + TODAY);
    }

    @Test
    void nothing_is_deployed_that_was_not_built() throws Exception {
        assertThat(platform.stage().run().succeeded()).isFalse();
        assertThat(lines).contains("Error: there is no .vercel/output: run vercel build --prod first");
        assertThat(vercel.deployments()).containsExactly(TODAY);
    }

    @Test
    void a_deployment_that_is_not_there_is_not_promoted() {
        assertThatThrownBy(() -> platform.promote("http://127.0.0.1:4003/")).isInstanceOf(CommandException.class);
        assertThat(vercel.production()).isEqualTo(TODAY);
    }

    @Test
    void another_token_opens_nothing_and_is_shown_nowhere() throws Exception {
        vercel.build(NEXT);

        CommandResult result = new Platform(vercel, Secret.of("another-token"), lines::add)
                .stage()
                .run();

        assertThat(result.succeeded()).isFalse();
        assertThat(lines)
                .containsExactly("Error: the token in VERCEL_TOKEN is not valid")
                .noneMatch(line -> line.contains("another-token"));
        assertThat(vercel.log()).isEmpty();
    }

    @Test
    void a_token_in_an_argument_is_refused() throws Exception {
        Command loud = Command.builder(vercel.program().toString(), "deploy", "--token=example-vercel-token")
                .directory(vercel.directory())
                .onLine(lines::add)
                .build();

        assertThat(loud.run().succeeded()).isFalse();
        assertThat(lines).singleElement().asString().contains("give it by VERCEL_TOKEN");
    }
}
