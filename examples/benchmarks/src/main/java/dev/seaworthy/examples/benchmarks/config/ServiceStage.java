package dev.seaworthy.examples.benchmarks.config;

/** Where the service runs. */
enum ServiceStage {
    DEVELOPMENT,
    PRODUCTION
}
