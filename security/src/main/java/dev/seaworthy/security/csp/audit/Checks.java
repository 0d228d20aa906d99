package dev.seaworthy.security.csp.audit;

import java.util.List;

/** Some checks of one kind. */
interface Checks {
    List<Finding> find();
}
