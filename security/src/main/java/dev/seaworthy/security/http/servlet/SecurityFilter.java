package dev.seaworthy.security.http.servlet;

import dev.seaworthy.security.headers.HeaderField;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.Passage;
import dev.seaworthy.security.http.message.Answer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The protections in a Jakarta servlet container. Register it first, for all paths and for the dispatches REQUEST,
 * ASYNC and ERROR. Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: the headers stand on whatever the application answers, {@code sendError}, exceptions and
 * {@code reset} included; so does the CORS decision. A request is admitted once, however often it is dispatched, and
 * what the application has set stands in an ASYNC dispatch; {@code startAsync} goes on with the same response. If the
 * headers use a nonce, the page finds it in the request's attribute {@link #NONCE}, also on an error page; who asks
 * stands in {@link Passage#ATTRIBUTE}.
 *
 * <p><b>Not covered</b>: what the application itself sets under the same name wins. On error pages of its own, Jetty
 * drops {@code Vary} and puts its {@code no-store} in place of our {@code Cache-Control} after the last filter; an
 * error page of yours keeps both. No response can remove what a container says of itself after the last filter: leave
 * Jetty's {@code HttpConfiguration.setSendServerVersion} and {@code setSendXPoweredBy} off, and Tomcat's {@code server}
 * unset.
 */
public final class SecurityFilter implements Filter {
    /** The attribute of a request that holds the nonce of its response, as a text: {@value}. */
    public static final String NONCE = Passage.NONCE_ATTRIBUTE;

    private final String passageAttribute = SecurityFilter.class.getName() + '@' + System.identityHashCode(this);
    private final HttpSecurity security;

    public SecurityFilter(HttpSecurity security) {
        this.security = security;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        filter((HttpServletRequest) request, (HttpServletResponse) response, chain);
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean bare = isBare(request);
        Passage passage = passage(request);
        HardenedResponse hardened = HardenedResponse.of(response, passage);
        if (bare) {
            hardened.harden();
        }
        Optional<Answer> answer = passage.answer();
        if (answer.isPresent()) {
            send(answer.get(), request, response);
        } else {
            chain.doFilter(new HardenedRequest(request, hardened), hardened);
        }
    }

    /** Whether the response is new, or what an error has left of it; a later dispatch keeps what stands in it. */
    private boolean isBare(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR || request.getAttribute(passageAttribute) == null;
    }

    /** The path of an error page must not decide anew. */
    private Passage passage(HttpServletRequest request) {
        if (request.getAttribute(passageAttribute) instanceof Passage earlier) {
            return earlier;
        }
        Passage passage = security.admit(new ServletRequestView(request));
        request.setAttribute(passageAttribute, passage);
        request.setAttribute(Passage.ATTRIBUTE, passage);
        passage.nonce().ifPresent(nonce -> request.setAttribute(NONCE, nonce.value()));
        return passage;
    }

    private static void send(Answer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.status());
        for (HeaderField field : answer.headers()) {
            response.setHeader(field.name(), field.value());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (body.length > 0) {
            response.setContentLength(body.length);
            if (!request.getMethod().equals("HEAD")) {
                response.getOutputStream().write(body);
            }
        }
    }
}
