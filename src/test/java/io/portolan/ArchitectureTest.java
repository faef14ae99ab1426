package io.portolan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.bind.annotation.RestController;

/// The walls of the house: which room may use which, and a few habits that keep rooms small.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

    private static final String ROOT = "io.portolan";
    private static final int LONGEST_FILE = 400;

    /// What each room may use besides itself and the kernel: docs/architecture.md, section 2.
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("kernel", Set.of()),
            Map.entry("database", Set.of()),
            Map.entry("expression", Set.of()),
            Map.entry("changelog", Set.of()),
            Map.entry("ui", Set.of()),
            Map.entry("sandbox", Set.of()),
            Map.entry("access", Set.of("changelog", "ui")),
            Map.entry("api", Set.of("access")),
            Map.entry("outbound", Set.of("access")),
            Map.entry("blueprint", Set.of("access", "changelog", "expression", "ui")),
            Map.entry("query", Set.of("blueprint", "expression")),
            Map.entry("catalog", Set.of("access", "changelog", "expression", "blueprint", "query", "ui")),
            Map.entry("scorecard", Set.of("access", "changelog", "blueprint", "query", "catalog", "ui")),
            Map.entry(
                    "action",
                    Set.of("access", "changelog", "expression", "blueprint", "query", "catalog", "outbound", "ui")),
            Map.entry("ingest", Set.of("access", "changelog", "expression", "blueprint", "catalog", "ui")),
            Map.entry("audit", Set.of("access", "changelog", "ui")),
            Map.entry(
                    "automation",
                    Set.of("access", "changelog", "expression", "outbound", "blueprint", "catalog", "action", "ui")),
            Map.entry(
                    "page",
                    Set.of(
                            "access",
                            "changelog",
                            "blueprint",
                            "query",
                            "expression",
                            "ui",
                            "catalog",
                            "scorecard",
                            "action",
                            "audit",
                            "outbound")));

    private final JavaClasses main = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static String room(JavaClass type) {
        String rest = type.getPackageName();
        if (!rest.startsWith(ROOT + ".")) {
            return "";
        }
        rest = rest.substring(ROOT.length() + 1);
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    @Test
    void everyRoomIsOnThePlan() {
        Set<String> rooms = main.stream()
                .map(ArchitectureTest::room)
                .filter(room -> !room.isEmpty())
                .collect(Collectors.toSet());
        assertThat(MAY_USE.keySet())
                .as("a room that is not on the plan has no rules; add it to docs/architecture.md and here")
                .containsAll(rooms);
    }

    @Test
    void roomsUseOnlyWhatThePlanAllows() {
        Set<String> wrong = new HashSet<>();
        for (JavaClass type : main) {
            String from = room(type);
            if (from.isEmpty()) {
                continue;
            }
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                String to = room(dependency.getTargetClass());
                boolean fine = to.isEmpty()
                        || to.equals(from)
                        || (to.equals("kernel") && !from.equals("expression") && !from.equals("sandbox"))
                        || MAY_USE.getOrDefault(from, Set.of()).contains(to);
                if (!fine) {
                    wrong.add(from + " uses " + to + ": " + dependency.getDescription());
                }
            });
        }
        assertThat(wrong)
                .as("every arrow points down, because a room that knows those above it cannot be changed alone")
                .isEmpty();
    }

    @Test
    void roomsFormNoCycle() {
        slices().matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a cycle makes one room of two")
                .check(main);
    }

    /// Spring Modulith's view of the same walls: no cycles, and nothing but the root package of a room and the packages
    /// that it names as interfaces is used from outside.
    @Test
    void roomsAreModules() {
        ApplicationModules.of(PortolanApplication.class).verify();
    }

    @Test
    void viewsAndRoutesSeeOnlyThePublicRoot() {
        Set<String> wrong = new HashSet<>();
        for (JavaClass type : main) {
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                JavaClass target = dependency.getTargetClass();
                String below = target.getPackageName();
                boolean otherRoom = !room(target).isEmpty() && !room(target).equals(room(type));
                boolean inner = below.endsWith(".rest")
                        || (below.endsWith(".ui")
                                && !type.getPackageName().endsWith(".ui")
                                && !room(target).equals("ui"));
                if (otherRoom && inner) {
                    wrong.add(dependency.getDescription());
                }
            });
        }
        assertThat(wrong)
                .as("routes are for clients, and only views are made of the panels of rooms below")
                .isEmpty();
    }

    @Test
    void servicesAreTheInterfaceOfARoom() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..rest..", "..api..")
                .should()
                .dependOnClassesThat()
                .areAnnotatedWith(RestController.class)
                .because("a controller translates between HTTP and a service; call the service")
                .check(main);
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Facade")
                .orShould()
                .haveSimpleNameEndingWith("DTO")
                .orShould()
                .haveSimpleNameEndingWith("Dto")
                .because("the record is the data and the service is the interface")
                .check(main);
    }

    @Test
    void controllersAreNobodysBusiness() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .bePackagePrivate()
                .because("routes are reached over HTTP only")
                .check(main);
    }

    @Test
    void timeComesFromTheClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".sandbox..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("a test has to be able to move time; inject java.time.Clock")
                .check(main);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        fields().should()
                .notBeAnnotatedWith(Autowired.class)
                .because("what a class needs stands in its constructor")
                .check(main);
    }

    @Test
    void theKernelStaysSmallAndKnowsNoSpring() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .because("the kernel holds words, not beans")
                .check(main);
        long types = main.stream()
                .filter(type -> room(type).equals("kernel") && type.isTopLevelClass())
                .count();
        assertThat(types)
                .as("a type enters the kernel when three rooms need it")
                .isLessThanOrEqualTo(25);
    }

    @Test
    void everyPackageSaysWhatItIs() {
        Set<String> silent = main.stream()
                .map(JavaClass::getPackage)
                .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toSet());
        assertThat(silent)
                .as("each package has a package-info with @NullMarked that says what it is")
                .isEmpty();
    }

    @Test
    void theSandboxIsAClientOfThePublicInterfaceOnly() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".sandbox..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of the portal",
                        type -> type.getPackageName().startsWith(ROOT)
                                && !type.getPackageName().startsWith(ROOT + ".sandbox")))
                .because("the example platform proves that a stranger's platform could do the same")
                .check(main);
    }

    @Test
    void atLeastTwoFifthsOfTheTypesAreHidden() {
        List<JavaClass> types = main.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .toList();
        long hidden = types.stream()
                .filter(type -> !type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();
        assertThat(hidden * 100 / types.size())
                .as("what is hidden can be changed; package-private until someone outside needs it")
                .isGreaterThanOrEqualTo(40);
    }

    @Test
    void filesStayReadable() throws IOException {
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                try (Stream<String> lines = Files.lines(file)) {
                    long count = lines.count();
                    if (count > LONGEST_FILE) {
                        tooLong.add(file + ": " + count);
                    }
                }
            }
        }
        assertThat(tooLong)
                .as("no file is longer than " + LONGEST_FILE + " lines")
                .isEmpty();
    }
}
