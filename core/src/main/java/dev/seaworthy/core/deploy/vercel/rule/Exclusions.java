package dev.seaworthy.core.deploy.vercel.rule;

import dev.seaworthy.core.deploy.vercel.document.Findings;
import dev.seaworthy.core.deploy.vercel.document.Node;
import java.util.List;

/** Fields that Vercel does not take together. */
final class Exclusions {
    private static final List<String> OF_ROUTES =
            List.of("rewrites", "redirects", "headers", "cleanUrls", "trailingSlash");
    private static final List<String> OF_SERVICES = List.of(
            "framework", "buildCommand", "devCommand", "installCommand", "outputDirectory", "builds", "functions");

    private Exclusions() {}

    static void check(Node file, Findings findings) {
        refuse(file, "builds", "functions", findings);
        OF_ROUTES.forEach(other -> refuse(file, "routes", other, findings));
        OF_SERVICES.forEach(other -> refuse(file, "services", other, findings));
        refuse(file, "services", "experimentalServices", findings);
        for (Node redirect : file.list("redirects")) {
            refuse(redirect, "permanent", "statusCode", findings);
        }
        for (Node route : file.list("routes")) {
            refuse(route, "src", "source", findings);
            refuse(route, "dest", "destination", findings);
            refuse(route, "status", "statusCode", findings);
        }
    }

    private static void refuse(Node node, String one, String other, Findings findings) {
        if (node.has(one) && node.has(other)) {
            findings.error(
                    node.at(other),
                    "can't stand beside \"" + one + "\"",
                    "Remove \"%s\" or \"%s\".".formatted(one, other));
        }
    }
}
