package dev.seaworthy.core.tls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The codes of cipher suites that are offered to find out of versions, by IANA's registry. */
final class Suites {
    /** Those of TLS 1.3. */
    static final List<Integer> MODERN = List.of(0x1301, 0x1302, 0x1303, 0x1304, 0x1305);

    /** Authenticated encryption up to TLS 1.2: GCM, CCM and ChaCha20. */
    static final List<Integer> AUTHENTICATED = List.of(
            0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xccaa, 0x009e, 0x009f, 0x00a2, 0x00a3, 0xc0ac, 0xc0ad,
            0xc0ae, 0xc0af, 0xc09e, 0xc09f, 0xc0a2, 0xc0a3, 0x009c, 0x009d, 0xc09c, 0xc09d);

    private static final List<Integer> BLOCKS = List.of(
            0xc023, 0xc027, 0xc024, 0xc028, 0xc009, 0xc013, 0xc00a, 0xc014, 0x0067, 0x006b, 0x0033, 0x0039, 0x0040,
            0x006a, 0x0032, 0x0038, 0x0045, 0x0088, 0x00be, 0x00c4, 0xc072, 0xc073, 0xc076, 0xc077);

    /** All that there are up to TLS 1.2, the best first. */
    static final List<Integer> ALL = all();

    private Suites() {}

    private static List<Integer> all() {
        List<Integer> all = new ArrayList<>(AUTHENTICATED);
        all.addAll(BLOCKS);
        Arrays.stream(WeakCiphers.values())
                .flatMap(weak -> weak.suites().keySet().stream())
                .filter(suite -> !all.contains(suite))
                .forEach(all::add);
        return List.copyOf(all);
    }
}
