package dev.seaworthy.docs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** In each module, one package sees a third-party library. */
class LibrariesTest {
    static final java.util.List<String> MODULES = House.MODULES;

    /** The root packages of a library, by its name. What is not named here is a library by its first two words. */
    private static final Map<String, String> LIBRARIES = Map.ofEntries(
            Map.entry("tools.jackson", "Jackson"),
            Map.entry("com.fasterxml.jackson", "Jackson"),
            Map.entry("okhttp3", "OkHttp"),
            Map.entry("okio", "OkHttp"),
            Map.entry("kotlin", "OkHttp"),
            Map.entry("software.amazon", "AWS SDK"),
            Map.entry("com.exceptionfactory", "Jagged"),
            Map.entry("com.github.luben", "zstd-jni"),
            Map.entry("com.github.benmanes", "Caffeine"),
            Map.entry("com.github.kagkarlsson", "db-scheduler"),
            Map.entry("io.github.bucket4j", "Bucket4j"),
            Map.entry("io.lettuce", "Lettuce"),
            Map.entry("jakarta.servlet", "Jakarta Servlet"),
            Map.entry("com.sun.net.httpserver", "JDK HttpServer"));

    /** What every package may see: the JDK, our own, logs, metrics, and annotations: of nullness, of rules, of JSON. */
    private static final Set<String> EVERYWHERE = Set.of(
            "java",
            "javax",
            "dev.seaworthy",
            "org.jspecify",
            "org.slf4j",
            "io.micrometer",
            "jakarta.validation",
            "com.fasterxml.jackson.annotation");

    /**
     * Who may see a library beside the one: S3 is asked as a store, as a source of objects, and in one manner by both;
     * what is stored of databases and of buckets has formats of its own.
     */
    private static final Map<String, Set<String>> SHARED = Map.of(
            "AWS SDK",
            Set.of(
                    "dev.seaworthy.backup.objects.source",
                    "dev.seaworthy.backup.store",
                    "dev.seaworthy.backup.store.s3"),
            "Jackson",
            Set.of(
                    "dev.seaworthy.backup.manifest",
                    "dev.seaworthy.backup.objects.repository",
                    "dev.seaworthy.backup.objects.shard"),
            "OkHttp",
            Set.of("dev.seaworthy.cdn.cloudflare", "dev.seaworthy.cdn.cloudflare.api"));

    @ParameterizedTest
    @FieldSource("MODULES")
    void a_library_is_seen_by_one_package(String module) {
        Map<String, Set<String>> seenBy = new TreeMap<>();
        House.classes()
                .that(resideInAPackage(House.rootPackage(module) + ".."))
                .forEach(type -> libraries(type)
                        .forEach(library -> seenBy.computeIfAbsent(library, key -> new TreeSet<>())
                                .add(type.getPackageName())));

        assertThat(seenBy)
                .allSatisfy((library, packages) -> assertThat(SHARED.getOrDefault(library, Set.of()))
                        .as("the packages of %s that see %s: %s", module, library, packages)
                        .satisfiesAnyOf(
                                shared -> assertThat(packages).hasSize(1),
                                shared -> assertThat(packages).isEqualTo(shared)));
    }

    @Test
    void a_library_is_known_by_its_root() {
        assertThat(library("tools.jackson.databind.json")).isEqualTo("Jackson");
        assertThat(library("org.hibernate.validator.messageinterpolation")).isEqualTo("org.hibernate");
        assertThat(library("java.util")).isEmpty();
        assertThat(library("com.fasterxml.jackson.databind")).isEqualTo("Jackson");
        assertThat(library("com.fasterxml.jackson.annotation")).isEmpty();
    }

    private static Set<String> libraries(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target -> !target.isPrimitive())
                .map(target -> library(target.getPackageName()))
                .filter(library -> !library.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String library(String packageName) {
        if (EVERYWHERE.stream().anyMatch(root -> isIn(packageName, root))) {
            return "";
        }
        for (Map.Entry<String, String> known : LIBRARIES.entrySet()) {
            if (isIn(packageName, known.getKey())) {
                return known.getValue();
            }
        }
        String[] words = packageName.split("\\.");
        return words.length < 2 ? packageName : words[0] + "." + words[1];
    }

    private static boolean isIn(String packageName, String root) {
        return packageName.equals(root) || packageName.startsWith(root + ".");
    }
}
