package dev.seaworthy.core.failure;

/** An exception whose message is ours, though its class is one of the JDK's family: a log may tell it. */
public interface Told {}
