package dev.seaworthy.examples.benchmarks.config;

/** How much is logged. */
enum LogLevel {
    DEBUG,
    INFO,
    ERROR
}
