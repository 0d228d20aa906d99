package dev.seaworthy.examples.contentmax;

import dev.seaworthy.core.deploy.check.metrics.MeterTraffic;
import java.net.URI;

/** The new instance beside the old one. */
final class Instance {
    private final Ground ground;
    private final Closing closing;
    private final Fault fault;
    private volatile URI address = URI.create("http://127.0.0.1:1/"); // where nobody answers
    private volatile MeterTraffic traffic = traffic(new RequestTimer());
    private volatile AutoCloseable server = () -> {};

    Instance(Ground ground, Closing closing, Fault fault) {
        this.ground = ground;
        this.closing = closing;
        this.fault = fault;
    }

    URI start() throws Exception {
        stop();
        WebServer web = ground.serve();
        server = closing.keep(web);
        address = web.uri("/");
        traffic = traffic(web.timer());
        if (fault == Fault.DEAD) {
            stop();
        }
        return address;
    }

    /** All visitors come now. */
    void takesAll() throws Exception {
        if (fault == Fault.LATE) {
            stop();
        }
    }

    URI address() {
        return address;
    }

    /** What it has served, as its own metrics have it. */
    MeterTraffic traffic() {
        return traffic;
    }

    void stop() throws Exception {
        server.close();
    }

    private static MeterTraffic traffic(RequestTimer timer) {
        return MeterTraffic.of(timer.registry(), RequestTimer.TIMER, RequestTimer.OUTCOME, RequestTimer.SERVER_ERROR);
    }
}
