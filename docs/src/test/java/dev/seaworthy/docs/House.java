package dev.seaworthy.docs;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Where the house stands. */
final class House {
    static final List<String> MODULES = List.of("core", "security", "backup", "cdn", "monitoring");

    /** Packages that several of one module share, and that are exported to nobody, or to our own modules alone. */
    static final Set<String> INTERNAL = Set.of(
            "dev.seaworthy.backup.content",
            "dev.seaworthy.backup.database.postgres.program",
            "dev.seaworthy.backup.database.postgres.snapshot",
            "dev.seaworthy.backup.id",
            "dev.seaworthy.backup.interrupt",
            "dev.seaworthy.backup.manifest",
            "dev.seaworthy.backup.objects.garbage",
            "dev.seaworthy.backup.objects.reading",
            "dev.seaworthy.backup.objects.repository",
            "dev.seaworthy.backup.objects.run",
            "dev.seaworthy.backup.objects.shard",
            "dev.seaworthy.backup.stage",
            "dev.seaworthy.backup.store.retry",
            "dev.seaworthy.backup.store.s3",
            "dev.seaworthy.cdn.cloudflare.api",
            "dev.seaworthy.cdn.cloudflare.purging",
            "dev.seaworthy.cdn.probe.answer",
            "dev.seaworthy.cdn.probe.field",
            "dev.seaworthy.cdn.probe.rule",
            "dev.seaworthy.cdn.probe.visit",
            "dev.seaworthy.core.config.convert",
            "dev.seaworthy.core.config.host",
            "dev.seaworthy.core.config.source",
            "dev.seaworthy.core.config.text",
            "dev.seaworthy.core.database.catalog",
            "dev.seaworthy.core.database.planning",
            "dev.seaworthy.core.database.planning.access",
            "dev.seaworthy.core.database.planning.archive",
            "dev.seaworthy.core.database.planning.index",
            "dev.seaworthy.core.database.planning.partition",
            "dev.seaworthy.core.database.planning.setting",
            "dev.seaworthy.core.database.planning.survey",
            "dev.seaworthy.core.database.sql",
            "dev.seaworthy.core.deploy.vercel.document",
            "dev.seaworthy.core.deploy.vercel.pattern",
            "dev.seaworthy.core.deploy.vercel.routing",
            "dev.seaworthy.core.deploy.vercel.rule",
            "dev.seaworthy.core.deploy.vercel.schema",
            "dev.seaworthy.core.failure",
            "dev.seaworthy.core.json",
            "dev.seaworthy.core.net",
            "dev.seaworthy.core.schedule.cron",
            "dev.seaworthy.core.schedule.failure",
            "dev.seaworthy.core.schedule.run",
            "dev.seaworthy.core.tls.wire",
            "dev.seaworthy.security.declaration",
            "dev.seaworthy.security.http.bearer",
            "dev.seaworthy.security.http.path",
            "dev.seaworthy.security.password.phc",
            "dev.seaworthy.security.scan.rule",
            "dev.seaworthy.security.scan.visit",
            "dev.seaworthy.security.secret");

    private House() {}

    /** Our classes, read once for all tests: those of the modules, without tests and the kit of the tests. */
    static JavaClasses classes() {
        return Classes.ALL;
    }

    /** The folder that holds mvnw, from whichever folder the tests run in. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** The root package of a module of ours. */
    static String rootPackage(String module) {
        return "dev.seaworthy." + module;
    }

    private static final class Classes {
        static final JavaClasses ALL = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(MODULES.stream().map(House::rootPackage).toArray(String[]::new));
    }
}
