package dev.seaworthy.core.notify;

import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a notice to the log, in one line: INFO as info, WARNING as warn, ERROR and CRITICAL as error. The logger is
 * named as this class. Safe for use by many threads.
 */
public final class LogNotifier implements Notifier {
    private static final String NAME = "log";

    private final Logger logger;

    LogNotifier(Logger logger) {
        this.logger = logger;
    }

    public static LogNotifier create() {
        return new LogNotifier(LoggerFactory.getLogger(LogNotifier.class));
    }

    @Override
    public Receipt send(Notice notice) {
        Objects.requireNonNull(notice, "notice");
        try {
            write(notice.severity(), line(notice));
            return Receipt.delivered(NAME);
        } catch (RuntimeException e) {
            return Receipt.failed(NAME, "the logger threw " + e.getClass().getName());
        }
    }

    private void write(Severity severity, String line) {
        switch (severity) {
            case INFO -> logger.info("{}", line);
            case WARNING -> logger.warn("{}", line);
            case ERROR, CRITICAL -> logger.error("{}", line);
        }
    }

    private static String line(Notice notice) {
        String details = notice.details().entrySet().stream()
                .map(detail -> " " + detail.getKey() + "=" + detail.getValue())
                .collect(Collectors.joining());
        String text = notice.text().isEmpty() ? "" : ": " + notice.text().replace('\n', ' ');
        String link = notice.link().map(place -> " " + place).orElse("");
        return notice.severity() + " " + notice.type() + " \"" + notice.title() + "\"" + text + details + link;
    }

    @Override
    public String toString() {
        return "LogNotifier[" + logger.getName() + "]";
    }
}
