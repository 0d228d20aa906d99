package dev.seaworthy.examples.frameworks;

import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.servlet.SecurityFilter;
import io.javalin.config.JavalinConfig;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;

/** Javalin runs on Jetty, so the servlet filter protects it. */
final class InJavalin {
    private InJavalin() {}

    static void protect(JavalinConfig javalin, HttpSecurity security) {
        FilterHolder filter = new FilterHolder(new SecurityFilter(security));
        filter.setAsyncSupported(true);
        javalin.jetty.modifyServletContextHandler(context -> context.addFilter(
                filter, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR)));
        javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    }
}
