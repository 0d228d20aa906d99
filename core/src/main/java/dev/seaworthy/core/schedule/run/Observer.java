package dev.seaworthy.core.schedule.run;

import java.util.function.Consumer;

/** Is told of runs. */
public interface Observer {
    /** A run begins; what is returned is told its end. */
    Consumer<Ending> began(String job);

    void happened(String job, Event event);

    static Observer none() {
        return new Observer() {
            @Override
            public Consumer<Ending> began(String job) {
                return ending -> {};
            }

            @Override
            public void happened(String job, Event event) {}
        };
    }
}
