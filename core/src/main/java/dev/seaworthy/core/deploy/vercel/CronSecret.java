package dev.seaworthy.core.deploy.vercel;

import dev.seaworthy.core.Secret;
import java.util.ArrayList;
import java.util.List;

/**
 * What Vercel asks of the variable {@value #VARIABLE}, which it sends to cron paths as {@code Authorization: Bearer …}.
 */
public final class CronSecret {
    public static final String VARIABLE = "CRON_SECRET";

    /** How many characters it should have at least: {@value}. */
    public static final int SHORTEST = 16;

    private CronSecret() {}

    /** What is wrong with it, a sentence each; none of them holds a part of it. */
    public static List<String> problems(Secret secret) {
        String value = secret.reveal();
        List<String> problems = new ArrayList<>();
        if (value.length() < SHORTEST) {
            problems.add(VARIABLE + " is shorter than " + SHORTEST + " characters: generate a longer one");
        }
        if (!value.equals(value.strip())) {
            problems.add(VARIABLE + " begins or ends with a blank, which HTTP does not keep: remove it");
        }
        if (value.chars().anyMatch(character -> character > '~' || (character < ' ' && character != '\t'))) {
            problems.add(
                    VARIABLE + " holds a character that is not visible ASCII, which no header can: generate another");
        }
        return problems;
    }
}
