package dev.seaworthy.examples.contentmax;

import dev.seaworthy.monitoring.health.HealthCheck;
import dev.seaworthy.monitoring.health.HealthReport;
import dev.seaworthy.security.http.servlet.SecurityFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Objects;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** ContentMax's HTTP server on a free loopback port, all of it guarded and timed: a page, its API, {@code /health}. */
final class WebServer implements AutoCloseable {
    private final Server server;
    private final ServerConnector connector;
    private final RequestTimer timer;

    private WebServer(Server server, ServerConnector connector, RequestTimer timer) {
        this.server = server;
        this.connector = connector;
        this.timer = timer;
    }

    static WebServer start(SecurityFilter filter, HealthCheck health, Catalogue catalogue) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration()));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        RequestTimer timer = new RequestTimer();
        server.setHandler(context(timer, filter, health, catalogue));
        server.start();
        return new WebServer(server, connector, timer);
    }

    RequestTimer timer() {
        return timer;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        return configuration;
    }

    private static ServletContextHandler context(
            RequestTimer timer, SecurityFilter filter, HealthCheck health, Catalogue catalogue) {
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(new FilterHolder(timer), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addFilter(
                new FilterHolder(filter),
                "/*",
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        context.addServlet(new ServletHolder(new PageServlet()), "");
        context.addServlet(new ServletHolder(new HealthServlet(health)), "/health");
        context.addServlet(new ServletHolder(new ContentServlet(catalogue)), "/api/content");
        return context;
    }

    private static void json(HttpServletResponse response, int status, String body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(body);
    }

    /** The page, whose script runs by the nonce of its response. */
    private static final class PageServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String nonce = (String) request.getAttribute(SecurityFilter.NONCE);
            response.setHeader("Cache-Control", "no-store");
            response.setContentType("text/html");
            response.setCharacterEncoding("UTF-8");
            response.getWriter().write(page().replace("{nonce}", nonce));
        }

        private static String page() throws IOException {
            try (InputStream in =
                    Objects.requireNonNull(WebServer.class.getResourceAsStream("/contentmax/page.html"))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private static final class HealthServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient HealthCheck health;

        HealthServlet(HealthCheck health) {
            this.health = health;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            HealthReport report = health.report();
            response.setHeader("Cache-Control", "no-store");
            json(response, report.httpStatus(), report.toJson());
        }
    }

    private static final class ContentServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient Catalogue catalogue;

        ContentServlet(Catalogue catalogue) {
            this.catalogue = catalogue;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            json(response, HttpServletResponse.SC_OK, catalogue.contentByStatus());
        }
    }
}
