/**
 * Sealing a stream to public keys: compressed by zstd, encrypted in the age format.
 *
 * <p>Start at {@link dev.seaworthy.backup.encryption.Recipient}:
 *
 * <pre>{@code
 * Recipient recipient = Recipient.of("age1…");            // all that the service holds
 * try (OutputStream out = Sealing.seal(file, List.of(recipient))) {
 *     out.write(content);
 * }
 * Identity identity = Identity.of(Secret.of(privateKey)); // elsewhere
 * try (InputStream in = Sealing.open(sealed, identity)) {
 *     in.transferTo(target);
 * }
 * }</pre>
 *
 * <p>Without Seaworthy: {@code age -d -i key.txt FILE | zstd -d}. It has no passphrases, no SSH keys and no signatures.
 */
package dev.seaworthy.backup.encryption;
