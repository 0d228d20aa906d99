package dev.seaworthy.examples.spring;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** Everything that a controller may do to a response; found beside the service's own controllers. */
@RestController
class Troubles {
    @GetMapping("/api/denied")
    void denied(HttpServletResponse response) throws IOException {
        response.sendError(401);
    }

    @GetMapping("/api/limited")
    @ResponseStatus(HttpStatus.TOO_MANY_REQUESTS)
    String limited() {
        return "later";
    }

    @GetMapping("/api/thrown")
    String thrown() {
        throw new IllegalStateException("on purpose");
    }

    @GetMapping("/api/reset")
    void reset(HttpServletResponse response) throws IOException {
        response.setHeader("X-Note", "gone");
        response.reset();
        response.getWriter().write("after a reset");
    }

    @GetMapping("/api/moved")
    void moved(HttpServletResponse response) throws IOException {
        response.sendRedirect("/api/ships");
    }

    @GetMapping("/api/half")
    void half(HttpServletResponse response) throws IOException {
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.getWriter().write("half of it");
        throw new IllegalStateException("on purpose");
    }

    @GetMapping("/api/tagged")
    ResponseEntity<String> tagged() {
        return ResponseEntity.ok().eTag("\"one\"").body("tagged");
    }

    @GetMapping("/api/boasting")
    void boasting(HttpServletResponse response) {
        response.setHeader("Server", "Ours/1.0");
        response.addHeader("X-Powered-By", "Ours");
    }

    @GetMapping("/api/encoded")
    ResponseEntity<String> encoded() {
        return ResponseEntity.ok().varyBy("Accept-Encoding").body("encoded");
    }

    @GetMapping("/api/unvaried")
    void unvaried(HttpServletResponse response) {
        response.setHeader("Vary", null);
    }

    @GetMapping("/api/encoded-by-servlet")
    void encodedByServlet(HttpServletResponse response) {
        response.setHeader("Vary", "Accept-Encoding");
    }

    @GetMapping("/api/deferred")
    DeferredResult<String> deferred() {
        DeferredResult<String> result = new DeferredResult<>();
        new Thread(() -> result.setResult("late"), "late").start();
        return result;
    }

    @GetMapping("/api/deferred-failure")
    DeferredResult<String> deferredFailure() {
        DeferredResult<String> result = new DeferredResult<>();
        new Thread(() -> result.setErrorResult(new IllegalStateException("on purpose")), "late").start();
        return result;
    }

    @GetMapping("/api/never")
    DeferredResult<String> never() {
        return new DeferredResult<>(1L);
    }

    @GetMapping("/api/called")
    Callable<String> called(HttpServletResponse response) {
        response.setHeader("Cache-Control", "max-age=60");
        return () -> "called";
    }

    @GetMapping("/api/call-failure")
    Callable<String> callFailure() {
        return () -> {
            throw new IllegalStateException("on purpose");
        };
    }

    /** Nobody dispatches it again: another thread ends it. */
    @GetMapping("/api/streamed")
    void streamed(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext context = request.startAsync(request, response);
        context.start(() -> {
            response.setHeader("Cache-Control", "max-age=60");
            try {
                response.getWriter().write("streamed");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            context.complete();
        });
    }

    @GetMapping("/api/cached")
    ResponseEntity<String> cached() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)))
                .body("keep me");
    }
}
