package dev.seaworthy.examples.contentmax;

/** What is wrong with the version that is released. */
enum Fault {
    NONE,
    /** It answers nobody, from its start on. */
    DEAD,
    /** It dies when all visitors come. */
    LATE
}
