import org.jspecify.annotations.NullMarked;

/** Declaring, purging and probing a CDN. Start at {@link dev.seaworthy.cdn.CdnClient}. */
@NullMarked
module dev.seaworthy.cdn {
    requires transitive dev.seaworthy.core;
    requires transitive okhttp3;
    requires static micrometer.core;
    requires static transitive org.jspecify;
    requires tools.jackson.databind;

    exports dev.seaworthy.cdn;
    exports dev.seaworthy.cdn.cloudflare;
    exports dev.seaworthy.cdn.expression;
    exports dev.seaworthy.cdn.origin;
    exports dev.seaworthy.cdn.probe;
    exports dev.seaworthy.cdn.probe.declaration;
    exports dev.seaworthy.cdn.probe.verdict;
    exports dev.seaworthy.cdn.review;
    exports dev.seaworthy.cdn.rules;
    exports dev.seaworthy.cdn.testing;
    exports dev.seaworthy.cdn.varnish;
}
