package dev.seaworthy.cdn.probe.visit;

import dev.seaworthy.cdn.probe.answer.Answer;
import dev.seaworthy.cdn.probe.answer.Asked;
import dev.seaworthy.cdn.probe.answer.Sight;
import dev.seaworthy.cdn.probe.declaration.Expectation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The requests of one probe. One thread; close it afterwards, as its threads end then. */
public final class Visit implements AutoCloseable {
    /** An origin that nobody has (RFC 6761, section 6.4). */
    private static final String OTHER_ORIGIN = "https://seaworthy-cache-probe.invalid";

    private final Wanted wanted;
    private final Wire wire;
    private final List<Answer> answers = new ArrayList<>();
    private final List<String> unanswered = new ArrayList<>();

    public Visit(Wanted wanted) {
        this.wanted = wanted;
        wire = new Wire(wanted);
    }

    /** Asks for one URL, as often and in as many ways as it takes. */
    public Sight see(Expectation expectation) throws InterruptedException {
        answers.clear();
        unanswered.clear();
        Party party = party(expectation);
        if (expectation.isCached()) {
            askForCopy(expectation, party);
        } else {
            askForNoCopy(expectation.url(), party);
        }
        return new Sight(expectation, answers, unanswered, party.marks());
    }

    /** Asks once, as anybody. */
    public Optional<Answer> look(URI url) throws InterruptedException {
        ask(url, Asked.anybody());
        return answers.isEmpty() ? Optional.empty() : Optional.of(answers.remove(0));
    }

    /** Why the last look had no answer. */
    public String reason() {
        return unanswered.isEmpty() ? "" : unanswered.get(unanswered.size() - 1);
    }

    public void rest() throws InterruptedException {
        wire.rest();
    }

    /** How many were sent so far. */
    public int requests() {
        return wire.requests();
    }

    @Override
    public void close() {
        wire.close();
    }

    private Party party(Expectation expectation) {
        if (!wanted.visitors().isEmpty()) {
            return Party.of(wanted.visitors());
        }
        return expectation.isCached() ? Party.strangers(wanted.random()) : Party.strangersWithTokens(wanted.random());
    }

    /**
     * The first visitor may be the one who fills the cache; what was his would come to anybody then. Other encodings
     * and origins are asked for only once there is a copy, so that none of theirs becomes it.
     */
    private void askForCopy(Expectation expectation, Party party) throws InterruptedException {
        URI url = expectation.url();
        ask(url, party, 1);
        boolean isCopy = false;
        for (int i = 0; i < expectation.tries() && !isCopy && isReached(); i++) {
            wire.rest();
            isCopy = ask(url, Asked.anybody());
        }
        if (isReached()) {
            ask(url, party, party.size());
        }
        if (isCopy) {
            ask(url, Asked.acceptingGzip(), "Accept-Encoding", "gzip");
            ask(url, Asked.fromAnotherOrigin(), "Origin", OTHER_ORIGIN);
        }
    }

    /** The first visitor comes twice, as a cache may keep a copy for each. */
    private void askForNoCopy(URI url, Party party) throws InterruptedException {
        ask(url, party, 1);
        for (int visitor = 1; visitor <= party.size() && isReached(); visitor++) {
            wire.rest();
            ask(url, party, visitor);
        }
        if (isReached()) {
            ask(url, Asked.anybody());
        }
    }

    private void ask(URI url, Party party, int visitor) throws InterruptedException {
        ask(url, party.asked(visitor), party.header(visitor), party.value(visitor));
    }

    /** Whether a copy was served. */
    private boolean ask(URI url, Asked asked, String... headers) throws InterruptedException {
        try {
            Answer answer = wire.get(url, asked, headers);
            answers.add(answer);
            return answer.state().isCopy();
        } catch (NoAnswerException e) {
            unanswered.add(asked.how() + ": " + e.reason());
            return false;
        }
    }

    /** Two requests without an answer are enough. */
    private boolean isReached() {
        return unanswered.size() < 2;
    }
}
