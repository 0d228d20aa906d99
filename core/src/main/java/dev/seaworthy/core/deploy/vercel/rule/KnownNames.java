package dev.seaworthy.core.deploy.vercel.rule;

import dev.seaworthy.core.config.text.Typo;
import dev.seaworthy.core.deploy.vercel.document.Findings;
import dev.seaworthy.core.deploy.vercel.document.Node;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Regions and frameworks that Vercel had in 2026-08: others may be newer, and are warned of. */
final class KnownNames {
    private static final List<String> REGIONS = List.of(
            "arn1", "bom1", "cdg1", "cle1", "cpt1", "dub1", "dxb1", "fra1", "gru1", "hkg1", "hnd1", "iad1", "icn1",
            "kix1", "lhr1", "pdx1", "sfo1", "sin1", "syd1", "yul1");

    private static final List<String> FRAMEWORKS = List.of(
            "blitzjs",
            "nextjs",
            "gatsby",
            "remix",
            "react-router",
            "astro",
            "hexo",
            "eleventy",
            "docusaurus-2",
            "docusaurus",
            "preact",
            "solidstart-1",
            "solidstart",
            "dojo",
            "ember",
            "vue",
            "scully",
            "ionic-angular",
            "angular",
            "polymer",
            "svelte",
            "sveltekit",
            "sveltekit-1",
            "ionic-react",
            "create-react-app",
            "gridsome",
            "umijs",
            "sapper",
            "saber",
            "stencil",
            "nuxtjs",
            "redwoodjs",
            "hugo",
            "jekyll",
            "brunch",
            "middleman",
            "zola",
            "hydrogen",
            "vite",
            "tanstack-start",
            "vitepress",
            "vuepress",
            "parcel",
            "fastapi",
            "flask",
            "fasthtml",
            "django",
            "sanity-v3",
            "sanity",
            "storybook",
            "nitro",
            "hono",
            "express",
            "h3",
            "koa",
            "nestjs",
            "elysia",
            "fastify",
            "xmcp",
            "python",
            "ruby",
            "rust",
            "node",
            "go",
            "services");

    private KnownNames() {}

    static void check(Node file, Findings findings) {
        Stream.concat(Stream.of(file), file.at("functions").members().stream())
                .flatMap(place -> Stream.of("regions", "functionFailoverRegions", "passiveRegions")
                        .flatMap(name -> place.list(name).stream()))
                .forEach(region -> check(region, REGIONS, "region", findings));
        check(file.at("framework"), FRAMEWORKS, "framework", findings);
    }

    private static void check(Node node, List<String> known, String what, Findings findings) {
        String name = node.text().orElse("");
        if (node.text().isPresent() && !known.contains(name)) {
            findings.warning(
                    node,
                    Findings.quoted(name) + " is no " + what + " that Vercel was known to have in 2026-08",
                    Typo.nearest(name.toLowerCase(Locale.ROOT), known)
                            .map(meant -> "Did you mean \"" + meant + "\"?")
                            .orElse("Look it up in Vercel's documentation."));
        }
    }
}
