package dev.seaworthy.cdn.varnish;

import dev.seaworthy.cdn.CdnClient;
import dev.seaworthy.cdn.CdnClientContract;
import dev.seaworthy.testkit.VarnishServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("needs-varnishd")
class VarnishCdnContractTest extends CdnClientContract {
    @TempDir
    static Path folder;

    private static Origin origin;
    private static TestVcl vcl;
    private static VarnishServer varnish;

    @BeforeAll
    static void start() throws IOException {
        origin = Origin.start();
        vcl = new TestVcl(origin.port(), folder);
        varnish = VarnishServer.start(vcl.right());
    }

    @AfterAll
    static void stop() {
        varnish.close();
        origin.close();
    }

    @BeforeEach
    void fill() throws IOException {
        varnish.use(vcl.right());
        varnish.clear();
        copies().forEach(copy -> {
            String tags = String.join(" ", Arrays.asList(copy).subList(1, copy.length));
            origin.serve(copy[0].substring("https://".length()), Map.of("Surrogate-Key", tags));
            isCached(copy[0]);
        });
    }

    @Override
    protected CdnClient cdn() {
        return VarnishCdn.builder().node("http://127.0.0.1:" + varnish.port()).build();
    }

    @Override
    protected boolean isCached(String url) {
        try {
            return RawGet.isHit(varnish.port(), url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void revokeToken() {
        try {
            varnish.use(vcl.closed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected List<Integer> codesOfRefusal() {
        return List.of();
    }
}
