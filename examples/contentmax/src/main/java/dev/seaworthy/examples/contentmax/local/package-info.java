/**
 * What ContentMax has in the cloud, on this machine alone: PostgreSQL, S3, Redis, OpenAI and Cloudflare on loopback
 * ports, and the folder and guardian that leave nothing of them behind.
 */
package dev.seaworthy.examples.contentmax.local;
