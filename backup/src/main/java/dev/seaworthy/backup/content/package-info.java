/**
 * The content of a backup on its way into a store and out of it: compressed, sealed, measured at each stage, and as
 * many objects as the store's limit asks for.
 *
 * <p>Start at {@link dev.seaworthy.backup.content.ContentWriter}:
 *
 * <pre>{@code
 * try (ContentWriter writer = new ContentWriter(store, "database/" + id + "/dump.zst.age", envelope)) {
 *     try (OutputStream plain = writer.stream()) {
 *         dump(plain);
 *     }
 *     Content content = writer.commit(written);
 * }
 * }</pre>
 *
 * <p>Not exported. The objects one after the other are one stream: {@code cat dump.zst.age*} puts it together.
 */
package dev.seaworthy.backup.content;
