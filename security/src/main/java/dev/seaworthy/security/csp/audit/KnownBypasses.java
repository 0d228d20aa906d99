package dev.seaworthy.security.csp.audit;

import java.util.Set;

/**
 * Hosts known to serve code that an attacker can steer, as Google's CSP Evaluator 1.1.6 lists them. A list of hosts
 * ages; it warns, and proves nothing of hosts that are not on it.
 */
final class KnownBypasses {
    /** They answer with a script that calls what the address says (JSONP). */
    private static final Set<String> JSONP = words("""
            9.chart.apis.google.com a.config.skype.com a.tiles.mapbox.com a248.e.akamai.net accounts.google.com
            afpeng.alimama.com ajax.googleapis.com an.yandex.ru api.facebook.com api.flickr.com api.instagram.com
            api.map.baidu.com api.mixpanel.com api.twitter.com api.userlike.com api.vk.com autocomplete.travelpayouts.com
            awaps.yandex.ru bebezoo.1688.com beta.gismeteo.ru books.google.com c.tiles.mapbox.com c1n2.hypercomments.com
            c1n3.hypercomments.com catalog.api.2gis.ru cbks0.googleapis.com ccrprod.alipay.com cdn.jsdelivr.net
            cdn.syndication.twimg.com cdn.syndication.twitter.com client.siteheart.com clients1.google.com
            community.adobe.com connect.mail.ru count.tbcdn.cn cse.google.com data.gongchang.com detector.alicdn.com
            dev.virtualearth.net fast.wistia.com fellowes.ugc.bazaarvoice.com gdata.youtube.com google.ru
            googleads.g.doubleclick.net graph.facebook.com group.aliexpress.com gum.criteo.com gupiao.baidu.com
            h.cackle.me i.cackle.me ib.adnxs.com id.rambler.ru kecngantang.blogspot.com links.services.disqus.com
            m.addthis.com maps.beeline.ru maps.google.com maps.google.de maps.google.lv maps.google.ru
            maps.googleapis.com mc.yandex.ru mt1.googleapis.com mts0.googleapis.com mts1.googleapis.com
            nominatim.openstreetmap.org offer.alibaba.com ok.go.mail.ru pagead2.googlesyndication.com
            partner.googleadservices.com pass.yandex.com pass.yandex.ru passport.ngs.ru pin.aliyun.com
            pipes.yahooapis.com plugins.mozilla.org pro.netrox.sc pubsub.pubnub.com query.yahooapis.com rec.ydf.yandex.ru
            relap.io rexchange.begun.ru se.wikipedia.org securepubads.g.doubleclick.net share.yandex.net
            suggest.taobao.com syndication.twitter.com target.ukr.net tj.gongchang.com tr.indeed.com translate.google.com
            translate.googleapis.com translate.yandex.net ulogin.ru video.media.yql.yahoo.com vimeo.com wb.amap.com
            widget.admitad.com widgets.pinterest.com wpd.b.qq.com wslocker.ru www-onepick-opensocial.googleusercontent.com
            www.blogger.com www.facebook.com www.google.com www.google.de www.googleapis.com www.meteoprog.ua
            www.panoramio.com www.sharethis.com www.travelpayouts.com www.youku.com www.youtube.com ynuf.alipay.com
            yandex.ru
            """);

    /** As those, but only where the policy allows eval. */
    private static final Set<String> JSONP_WITH_EVAL = words("""
            google-analytics.com googletagmanager.com ssl.google-analytics.com www.google-analytics.com
            www.googleadservices.com www.googletagmanager.com
            """);

    /** They serve old AngularJS, whose templates run code. */
    private static final Set<String> ANGULAR = words("""
            96fe3ee995e96e922b6b-d10c35bd0a0de2c718b252bc575fdb73.ssl.cf1.rackcdn.com ajax.googleapis.com
            art.jobs.netease.com ayicommon-a.akamaihd.net cdn.bootcss.com cdn.jsdelivr.net cdn.shopify.com
            cdn.walkme.com cdn2-casinoroom.global.ssl.fastly.net cdnjs.cloudflare.com collade.demo.stswp.com
            eb2883ede55c53e09fd5-9c145fb03d93709ea57875d307e2d82e.ssl.cf3.rackcdn.com elysiumwebsite.s3.amazonaws.com
            gift-talk.kakao.com gstatic.com inno.blob.core.windows.net laundrymail.com mrfishie.github.io oss.maxcdn.com
            parademanagement.com.s3-website-ap-southeast-1.amazonaws.com prb-resume.appspot.com raw.githubusercontent.com
            s3-eu-west-1.amazonaws.com services.amazon.com static.tumblr.com twitter.github.io www.adobe.com
            www.googleadservices.com www.gstatic.com yandex.st yastatic.net yuedust.yuedu.126.net
            """);

    private KnownBypasses() {}

    static boolean isJsonp(Host source, boolean evalAllowed) {
        return covers(source, JSONP) || (evalAllowed && covers(source, JSONP_WITH_EVAL));
    }

    static boolean isAngular(Host source) {
        return covers(source, ANGULAR);
    }

    private static boolean covers(Host source, Set<String> hosts) {
        return hosts.stream().anyMatch(source::covers);
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
