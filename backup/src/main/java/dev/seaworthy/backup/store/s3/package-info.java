/**
 * What all who ask a bucket of S3 have in common: how a request is sent again, how a content is read on where it broke
 * off.
 *
 * <p>Start at {@link dev.seaworthy.backup.store.s3.Retries}:
 *
 * <pre>{@code
 * Retries retries = new Retries(options.rules());
 * HeadObjectResponse head = retries.of(() -> s3.headObject(request));
 * }</pre>
 *
 * <p>Not exported. It fails as the SDK does; who asks says of which object.
 */
package dev.seaworthy.backup.store.s3;
