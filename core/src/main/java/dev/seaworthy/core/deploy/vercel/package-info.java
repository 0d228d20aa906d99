/**
 * vercel.json as a typed value: build it, read it, find all that is wrong with it, write it, and prove that the file is
 * the one that was declared.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.vercel.VercelConfig}:
 *
 * <pre>{@code
 * Map<String, String> edgeHeaders = Map.of("X-Content-Type-Options", "nosniff");
 * VercelConfig config = VercelConfig.builder()
 *         .framework("nextjs")
 *         .function("app/api/generate/route.ts", VercelFunction.maxDuration(Duration.ofSeconds(60)))
 *         .headers("/api/(.*)", rule -> edgeHeaders.forEach(rule))
 *         .redirect(Redirect.permanent("/home", "/"))
 *         .cron("/api/cron/cleanup", "0 2 * * *")
 *         .build();
 * config.validate(VercelPlan.PRO).forEach(System.out::println);
 * config.assertUpToDate(Path.of("vercel.json"));
 * }</pre>
 *
 * <p>Fields without a method of their own are kept as they are: read, written, and compared.
 */
package dev.seaworthy.core.deploy.vercel;
