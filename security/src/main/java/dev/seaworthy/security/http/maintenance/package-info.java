/** One switch that closes a service, but for its health. */
package dev.seaworthy.security.http.maintenance;
