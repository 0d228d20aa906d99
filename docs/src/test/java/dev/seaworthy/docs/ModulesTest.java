package dev.seaworthy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each jar's module descriptor is true: it resolves, and exports what users need and no more. */
class ModulesTest {
    static final java.util.List<String> MODULES = House.MODULES;

    private final ModuleFinder finder =
            ModuleFinder.of(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .filter(path -> !path.endsWith("test-classes"))
                    .toArray(Path[]::new));

    @Test
    void all_modules_resolve_and_load_together_on_the_module_path() throws ClassNotFoundException {
        Set<String> names = MODULES.stream().map(House::rootPackage).collect(Collectors.toSet());
        ModuleLayer boot = ModuleLayer.boot();
        Configuration resolved = boot.configuration().resolveAndBind(finder, ModuleFinder.of(), names);
        ModuleLayer layer = boot.defineModulesWithOneLoader(resolved, ClassLoader.getPlatformClassLoader());

        Class<?> secret = layer.findLoader("dev.seaworthy.core").loadClass("dev.seaworthy.core.Secret");

        assertThat(secret.getModule().getName()).isEqualTo("dev.seaworthy.core");
        assertThat(secret.getModule().isNamed()).isTrue();
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void a_module_opens_nothing_and_passes_on_no_automatic_module(String module) {
        ModuleDescriptor descriptor =
                finder.find(House.rootPackage(module)).orElseThrow().descriptor();

        assertThat(descriptor.isAutomatic()).isFalse();
        assertThat(descriptor.opens()).isEmpty();
        assertThat(descriptor.requires())
                .filteredOn(requires -> requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE))
                .extracting(ModuleDescriptor.Requires::name)
                .allSatisfy(name -> assertThat(finder.find(name)
                                .map(found -> found.descriptor().isAutomatic()))
                        .isNotEqualTo(java.util.Optional.of(true)));
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void a_module_exports_every_package_but_the_internal_ones(String module) {
        ModuleDescriptor descriptor =
                finder.find(House.rootPackage(module)).orElseThrow().descriptor();
        Set<String> exported = descriptor.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());

        assertThat(descriptor.packages())
                .isNotEmpty()
                .filteredOn(name -> !House.INTERNAL.contains(name))
                .containsExactlyInAnyOrderElementsOf(exported);
    }
}
