/** Paths that a service answers by itself: cron triggers and reports of browsers. */
package dev.seaworthy.security.http.endpoint;
