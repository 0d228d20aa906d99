/** What protections read and answer, without a framework. */
package dev.seaworthy.security.http.message;
