package dev.seaworthy.backup.stage;

import java.io.IOException;

/** What is done to each block, by several threads at once. */
@FunctionalInterface
public interface Stage {
    /** Hands on what it gets. */
    Stage NONE = block -> block;

    Block apply(Block block) throws IOException;
}
