package dev.seaworthy.testkit;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Leaves out tests tagged {@code needs-<program>} whose program this machine lacks, and names those programs in one
 * line. With {@code -Dseaworthy.programs=required} an absent program is a failure.
 */
public final class ProgramFilter implements PostDiscoveryFilter, TestExecutionListener {
    private static final String TAG = "needs-";
    private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();
    static final Map<String, Set<String>> LEFT_OUT = new TreeMap<>();

    @Override
    public FilterResult apply(TestDescriptor test) {
        if (!test.isTest() && !test.mayRegisterTests()) {
            return FilterResult.included("a container, judged by what is in it");
        }
        Set<String> absent = programs(test)
                .filter(program -> !KNOWN.computeIfAbsent(program, Programs::has))
                .collect(Collectors.toCollection(TreeSet::new));
        if (absent.isEmpty()) {
            return FilterResult.included("no program is absent");
        }
        if ("required".equals(System.getProperty("seaworthy.programs"))) {
            throw new IllegalStateException("A test needs " + absent + ", which this machine lacks: install it ("
                    + test.getDisplayName() + ")");
        }
        absent.forEach(program -> LEFT_OUT.computeIfAbsent(program, key -> new TreeSet<>())
                .add(test.getUniqueId().toString()));
        return FilterResult.excluded("needs " + absent);
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (!LEFT_OUT.isEmpty()) {
            System.out.println(LEFT_OUT.entrySet().stream()
                    .map(entry -> entry.getKey() + " (" + entry.getValue().size() + " tests)")
                    .collect(Collectors.joining(", ", "Left out, for want of a program: ", "")));
            LEFT_OUT.clear();
        }
    }

    private static Stream<String> programs(TestDescriptor test) {
        return test.getTags().stream()
                .map(TestTag::getName)
                .filter(name -> name.startsWith(TAG))
                .map(name -> name.substring(TAG.length()));
    }
}
