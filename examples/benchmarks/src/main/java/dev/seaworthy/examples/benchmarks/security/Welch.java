package dev.seaworthy.examples.benchmarks.security;

import java.util.Arrays;

/** Two samples of times, each without its slowest tenth, which is the machine's and not the code's. */
record Welch(Sample first, Sample second) {
    private static final double KEPT = 0.9;

    /** What is left of one sample. */
    record Sample(double mean, double variance, int size) {
        static Sample of(double[] nanoseconds) {
            double[] sorted = nanoseconds.clone();
            Arrays.sort(sorted);
            double[] kept = Arrays.copyOf(sorted, (int) (sorted.length * KEPT));
            double mean = Arrays.stream(kept).average().orElseThrow();
            double squares = Arrays.stream(kept)
                    .map(each -> (each - mean) * (each - mean))
                    .sum();
            return new Sample(mean, squares / (kept.length - 1), kept.length);
        }

        private double error() {
            return variance / size;
        }
    }

    static Welch of(double[] first, double[] second) {
        return new Welch(Sample.of(first), Sample.of(second));
    }

    /** How much longer the second takes, in nanoseconds. */
    double difference() {
        return second.mean() - first.mean();
    }

    /** The standard error of the difference. */
    double error() {
        return Math.sqrt(first.error() + second.error());
    }

    /** Welch's t. */
    double t() {
        return difference() / error();
    }
}
