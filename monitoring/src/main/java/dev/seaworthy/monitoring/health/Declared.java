package dev.seaworthy.monitoring.health;

/** A check as it was declared. */
record Declared(HealthProbe probe, boolean critical) {}
