/** The text form of password hashes. Internal. */
package dev.seaworthy.security.password.phc;
