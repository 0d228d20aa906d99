/** Cloudflare's API v4 over HTTP: calls, answers, failures, and when a call is made again. */
package dev.seaworthy.cdn.cloudflare.api;
