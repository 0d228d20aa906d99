package dev.seaworthy.security.http.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * One Jetty on a free port, with filters before servlets; it believes X-Forwarded-Proto and keeps its own name to
 * itself.
 */
final class Web {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Server server = new Server(new QueuedThreadPool(8, 2));
    private final ServerConnector connector;
    private final ServletContextHandler context = new ServletContextHandler("/app");
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private String host = "127.0.0.1";

    /** What one path answers. */
    @FunctionalInterface
    interface Answer {
        void to(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    Web() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.addCustomizer(new ForwardedRequestCustomizer());
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        server.addConnector(connector);
        server.setHandler(context);
    }

    /** On another address of loopback; IPv6 with brackets. */
    Web host(String address) {
        host = address;
        connector.setHost(address);
        return this;
    }

    Web filter(Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        return this;
    }

    Web on(String path, Answer answer) {
        ServletHolder holder = new ServletHolder(servlet(answer));
        holder.setAsyncSupported(true);
        context.addServlet(holder, path);
        return this;
    }

    Web errorPage(int status, String path) {
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(status, path);
        context.setErrorHandler(errors);
        return this;
    }

    Web start() throws Exception {
        server.start();
        return this;
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + host + ":" + connector.getLocalPort() + "/app" + path))
                .timeout(PATIENCE);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    void stop() throws Exception {
        server.stop();
    }

    private static HttpServlet servlet(Answer answer) {
        return new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws IOException, ServletException {
                answer.to(request, response);
            }
        };
    }
}
