package dev.seaworthy.security.password.policy;

import java.io.IOException;
import java.util.Map;

/**
 * Passwords known from breaches, asked by k-anonymity: who keeps the list learns five digits of a hash, no password.
 */
@FunctionalInterface
public interface BreachList {
    /**
     * How often each password was seen whose SHA-1 begins so.
     *
     * @param prefix five upper-case hexadecimal digits
     * @return the other 35 digits, in upper case, and the count; one of 0 is padding
     * @throws IOException if the list does not answer; the policy then says that it was not asked, as it does when
     *     anything else is thrown
     */
    Map<String, Long> range(String prefix) throws IOException;
}
