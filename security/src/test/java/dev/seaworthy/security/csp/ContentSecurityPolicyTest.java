package dev.seaworthy.security.csp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ContentSecurityPolicyTest {
    private final ContentSecurityPolicy.Builder policy =
            ContentSecurityPolicy.builder().defaultSrc(Source.SELF);

    @Test
    void renders_its_directives_in_the_order_in_which_they_were_stated() {
        policy.imgSrc(Source.SELF, Source.scheme("data")).baseUri(Source.NONE);

        assertThat(policy.build().render(true)).isEqualTo("default-src 'self'; img-src 'self' data:; base-uri 'none'");
    }

    @Test
    void upgrades_on_secure_requests_only() {
        ContentSecurityPolicy upgrading = policy.upgradeInsecureRequests().build();

        assertThat(upgrading.render(true)).isEqualTo("default-src 'self'; upgrade-insecure-requests");
        assertThat(upgrading.render(false)).isEqualTo("default-src 'self'");
    }

    @Test
    void has_every_directive_of_csp_3_that_lists_sources() {
        ContentSecurityPolicy all = ContentSecurityPolicy.builder()
                .defaultSrc(Source.SELF)
                .scriptSrc(Source.SELF)
                .scriptSrcElem(Source.SELF)
                .scriptSrcAttr(Source.SELF)
                .styleSrc(Source.SELF)
                .styleSrcElem(Source.SELF)
                .styleSrcAttr(Source.SELF)
                .imgSrc(Source.SELF)
                .fontSrc(Source.SELF)
                .connectSrc(Source.SELF)
                .mediaSrc(Source.SELF)
                .objectSrc(Source.SELF)
                .frameSrc(Source.SELF)
                .childSrc(Source.SELF)
                .workerSrc(Source.SELF)
                .manifestSrc(Source.SELF)
                .baseUri(Source.SELF)
                .formAction(Source.SELF)
                .frameAncestors(Source.SELF)
                .build();

        assertThat(all.render(true).replace(" 'self'", ""))
                .isEqualTo("default-src; script-src; script-src-elem; script-src-attr; style-src; style-src-elem;"
                        + " style-src-attr; img-src; font-src; connect-src; media-src; object-src; frame-src; child-src;"
                        + " worker-src; manifest-src; base-uri; form-action; frame-ancestors");
    }

    @Test
    void refuses_a_directive_stated_twice() {
        policy.imgSrc(Source.SELF);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.imgSrc(Source.NONE).build())
                .withMessageContaining("img-src is stated twice");
    }

    @Test
    void lets_a_directive_of_a_preset_be_stated_anew() {
        ContentSecurityPolicy changed = ContentSecurityPolicy.jsonApi().toBuilder()
                .frameAncestors(Source.SELF)
                .build();

        assertThat(changed.render(true)).isEqualTo("default-src 'none'; frame-ancestors 'self'");
        assertThat(ContentSecurityPolicy.jsonApi().render(true))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void refuses_none_beside_other_sources() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.imgSrc(Source.NONE, Source.SELF).build())
                .withMessageContaining("img-src has 'none' beside other sources");
    }

    @Test
    void refuses_a_source_named_twice_and_a_directive_without_one() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.imgSrc(Source.SELF, Source.SELF).build())
                .withMessageContaining("img-src names a source twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.fontSrc().build())
                .withMessageContaining("font-src has no source");
    }

    @Test
    void refuses_a_policy_without_default_src() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ContentSecurityPolicy.builder().imgSrc(Source.SELF).build())
                .withMessageContaining("no default-src");
    }
}
