package dev.seaworthy.docs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.seaworthy.core.SeaworthyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The walls of the house. */
class HouseRulesTest {
    static final List<String> MODULES = House.MODULES;

    private final JavaClasses house = House.classes();

    @ParameterizedTest
    @FieldSource("MODULES")
    void a_module_is_seen_by_this_test(String module) {
        assertThat(house.that(resideInAPackage(House.rootPackage(module) + "..")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void a_module_leans_on_core_alone(String module) {
        String[] others = MODULES.stream()
                .filter(other -> !other.equals(module) && !other.equals("core"))
                .map(other -> House.rootPackage(other) + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(House.rootPackage(module) + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(house);
    }

    @Test
    void packages_form_a_tree() {
        slices().matching("dev.seaworthy.(**)").should().beFreeOfCycles().check(house);
    }

    @Test
    void a_fake_is_for_tests_alone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..testing..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.seaworthy..testing..").as("our fakes"))
                .check(house);
    }

    @Test
    void a_fake_needs_the_jdk_and_its_own_module_alone() {
        classes()
                .that()
                .resideInAPackage("..testing..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "dev.seaworthy..", "org.jspecify.."))
                .check(house);
    }

    @Test
    void no_class_bears_a_word_that_says_nothing() {
        noClasses()
                .that(new DescribedPredicate<JavaClass>("are not BackupManager, the one exception") {
                    @Override
                    public boolean test(JavaClass type) {
                        return !type.getSimpleName().equals("BackupManager");
                    }
                })
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(house);
    }

    @Test
    void a_public_class_is_final_unless_it_is_a_port_or_an_exception() {
        classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .areNotAssignableTo(SeaworthyException.class)
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and(new DescribedPredicate<>("are top level") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.isTopLevelClass() && !type.isEnum();
                    }
                })
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(house);
    }

    @Test
    void a_public_exception_has_our_root() {
        classes()
                .that()
                .arePublic()
                .and()
                .areAssignableTo(Exception.class)
                .and()
                .resideOutsideOfPackages(House.INTERNAL.toArray(String[]::new))
                .should()
                .beAssignableTo(SeaworthyException.class)
                .check(house);
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void a_package_says_what_it_is_for(String module) throws IOException {
        Path sources = House.root().resolve(module).resolve("src/main/java/dev");
        try (Stream<Path> files = Files.walk(sources)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .map(Path::getParent)
                            .distinct())
                    .isNotEmpty()
                    .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                            .content()
                            .contains("Start at {@link", "<pre>{@code"));
        }
    }
}
