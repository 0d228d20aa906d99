package dev.seaworthy.examples.spring;

import dev.seaworthy.security.http.servlet.SecurityFilter;
import jakarta.servlet.RequestDispatcher;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people see: the page, and the page of errors; the scripts of both run by the nonce of the response. */
@RestController
class Pages implements ErrorController {
    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String fleet(@RequestAttribute(SecurityFilter.NONCE) String nonce) {
        return """
                <!doctype html>
                <html lang="en">
                <title>Fleet</title>
                <p id="ships"></p>
                <script nonce="%s">
                  fetch("/api/ships").then(answer => answer.text()).then(text => ships.textContent = text);
                </script>
                </html>
                """.formatted(nonce);
    }

    @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> error(
            @RequestAttribute(RequestDispatcher.ERROR_STATUS_CODE) int status,
            @RequestAttribute(SecurityFilter.NONCE) String nonce) {
        String page = """
                <!doctype html>
                <html lang="en">
                <title>Error</title>
                <p>That did not work: %d. <a id="again">Again</a></p>
                <script nonce="%s">again.href = location.href;</script>
                </html>
                """.formatted(status, nonce);
        return ResponseEntity.status(status).body(page);
    }

    @RequestMapping("/error")
    ResponseEntity<Problem> problem(@RequestAttribute(RequestDispatcher.ERROR_STATUS_CODE) int status) {
        return ResponseEntity.status(status).body(new Problem(status));
    }

    /** What a program is told of an error. */
    record Problem(int status) {}
}
