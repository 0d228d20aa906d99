package dev.seaworthy.cdn;

import java.util.List;

/** The CDN's word that it accepted a purge. Immutable. */
public record PurgeReceipt(List<String> ids) {
    /** @param ids the CDN's id of each accepted call, in the order of the calls */
    public PurgeReceipt {
        ids = List.copyOf(ids);
    }
}
