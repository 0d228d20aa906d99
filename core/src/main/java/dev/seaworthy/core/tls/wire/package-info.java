/**
 * The first flight of TLS by hand: a ClientHello of any version with any cipher suites, and what answers it. It needs
 * no support of the JDK, so that what the JDK has disabled can be asked for. Shared inside this module, and not
 * exported.
 *
 * <p>Start at {@link dev.seaworthy.core.tls.wire.Hello}:
 *
 * <pre>{@code
 * Hello hello = new Hello(0x0301, List.of(0x0005), "contentmax.ai");
 * Answer answer = hello.ask(target.connect(deadline), random);
 * boolean takesRc4 = answer instanceof Answer.Chosen chosen && chosen.suite() == 0x0005;
 * }</pre>
 */
package dev.seaworthy.core.tls.wire;
