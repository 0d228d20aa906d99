/**
 * What is known of a backup, kept beside it.
 *
 * <p>Start at {@link dev.seaworthy.backup.manifest.Manifests}:
 *
 * <pre>{@code
 * Manifests manifests = new Manifests(store);
 * manifests.publish(manifest); // from here on it is a backup
 * for (String id : manifests.ids()) {
 *     System.out.println(manifests.read(id).fingerprint().rows());
 * }
 * }</pre>
 *
 * <p>Not exported: users see reports. It does not sign manifests.
 */
package dev.seaworthy.backup.manifest;
