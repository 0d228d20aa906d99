package dev.seaworthy.core.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The system's resolver, or one of a test. */
@FunctionalInterface
interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
}
