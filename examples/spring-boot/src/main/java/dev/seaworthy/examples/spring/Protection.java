package dev.seaworthy.examples.spring;

import static jakarta.servlet.DispatcherType.ASYNC;
import static jakarta.servlet.DispatcherType.ERROR;
import static jakarta.servlet.DispatcherType.REQUEST;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.proxy.TrustedProxies;
import dev.seaworthy.security.http.servlet.SecurityFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What protects the service, before any other filter and on every dispatch. */
@Configuration(proxyBeanMethods = false)
class Protection {
    @Bean
    HttpSecurity security(Settings settings) {
        return HttpSecurity.builder()
                .headers(SecurityHeaders.htmlPage())
                .cors("/api/", cors(settings))
                .trustedProxies(TrustedProxies.ranges(settings.proxyRange()))
                .build();
    }

    @Bean
    FilterRegistrationBean<SecurityFilter> securityFilter(HttpSecurity security) {
        var registration = new FilterRegistrationBean<>(new SecurityFilter(security));
        registration.setDispatcherTypes(REQUEST, ASYNC, ERROR);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    private static Cors cors(Settings settings) {
        return Cors.builder()
                .origins(settings.appUrl().toString())
                .methods("GET", "POST")
                .headers("Content-Type")
                .allowCredentials()
                .build();
    }
}
