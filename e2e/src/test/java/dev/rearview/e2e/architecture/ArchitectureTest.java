package dev.rearview.e2e.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.rearview.e2e.harness.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> GENERATED_CONTRACT =
      resideInAPackage("dev.rearview.proto.*.v1..");
  private static final DescribedPredicate<JavaClass> FRAMEWORK =
      resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..");
  private static final String[] RIM = {"..api..", "..wiring..", "..topology.."};

  private static JavaClasses all;

  @BeforeAll
  static void readClasses() {
    all =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.rearview");
    assertThat(all).as("classes of the project").hasSizeGreaterThan(200);
  }

  @Test
  void aModuleDependsOnlyOnWhatTheTableOfModulesAllows() {
    for (Map.Entry<String, Set<String>> module : Modules.MAY_DEPEND_ON.entrySet()) {
      String self = "dev.rearview." + module.getKey() + "..";
      List<String> allowed = new ArrayList<>(List.of(self));
      module.getValue().forEach(m -> allowed.add("dev.rearview." + m + ".."));
      DescribedPredicate<JavaClass> elsewhere =
          resideInAPackage("dev.rearview..")
              .and(DescribedPredicate.not(resideInAnyPackage(allowed.toArray(String[]::new))));
      noClasses()
          .that()
          .resideInAPackage(self)
          .should()
          .dependOnClassesThat(elsewhere.as("other modules than " + allowed))
          .allowEmptyShould(true)
          .check(all);
    }
  }

  @Test
  void librariesKnowNoFramework() {
    String[] packages =
        Modules.FRAMEWORK_FREE.stream().map(m -> "dev.rearview." + m + "..").toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..",
            "jakarta..",
            "io.smallrye..",
            "io.vertx..",
            "io.grpc..",
            "org.apache.kafka..",
            "org.eclipse.microprofile..",
            "com.google.protobuf..")
        .check(all);
  }

  @Test
  void theFrameworkStaysAtTheRim() {
    noClasses()
        .that(ruled())
        .and()
        .resideOutsideOfPackages(RIM)
        .should()
        .dependOnClassesThat(FRAMEWORK)
        .check(all);
  }

  @Test
  void kafkaStreamsStaysInTopologies() {
    noClasses()
        .that(ruled())
        .and()
        .resideOutsideOfPackages("..topology..", "dev.rearview.streams..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka.streams..")
        .check(all);
  }

  @Test
  void generatedContractsStayInApiAndTopology() {
    noClasses()
        .that(ruled())
        .and()
        .resideOutsideOfPackages("..api..", "..topology..")
        .should()
        .dependOnClassesThat(GENERATED_CONTRACT)
        .check(all);
  }

  @Test
  void theClockIsInjected() {
    noClasses()
        .that()
        .resideInAPackage("dev.rearview..")
        .and()
        .resideOutsideOfPackages(
            "dev.rearview.http.wiring..",
            "dev.rearview.cli..",
            "dev.rearview.standalone..",
            "dev.rearview.proto..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .check(all);
  }

  @Test
  void packagesOfAModuleHaveNoCycles() {
    for (String module : Modules.MAY_DEPEND_ON.keySet()) {
      if (!Modules.EXEMPT.contains(module)) {
        slices()
            .matching("dev.rearview." + module + ".(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true)
            .check(all);
      }
    }
  }

  @Test
  void namesSayWhatAThingKnowsAbout() {
    classes()
        .that(ruled())
        .should()
        .haveNameNotMatching(".*(Impl|Manager|Helper|Util|Utils)(\\$.*)?")
        .andShould()
        .resideOutsideOfPackages("..common..", "..util..", "..utils..", "..core..", "..shared..")
        .check(all);
  }

  @Test
  void everyPackageSaysWhatItIsForAndIsNullMarked() throws IOException {
    List<Path> without = new ArrayList<>();
    for (Path sources : sourceFolders()) {
      try (Stream<Path> folders = Files.walk(sources)) {
        folders
            .filter(Files::isDirectory)
            .filter(ArchitectureTest::lacksPackageInfo)
            .forEach(without::add);
      }
    }
    assertThat(without).as("packages without a @NullMarked package-info").isEmpty();
  }

  @Test
  void aPomNamesOnlyTheModulesThatTheTableAllows() throws IOException {
    Pattern dependency =
        Pattern.compile("<artifactId>rearview-([a-z0-9]+)</artifactId>(?!<scope>test)");
    for (Map.Entry<String, Set<String>> module : Modules.MAY_DEPEND_ON.entrySet()) {
      String folder = module.getKey().equals("proto") ? "proto" : "services/" + module.getKey();
      String pom = Files.readString(Project.root().resolve(folder).resolve("pom.xml"));
      String dependencies = pom.substring(pom.indexOf("<dependencies>"));
      assertThat(
              dependency
                  .matcher(
                      dependencies.replaceAll("</artifactId>\\s*<scope>", "</artifactId><scope>"))
                  .results()
                  .map(m -> m.group(1)))
          .as("modules that the pom of %s names", module.getKey())
          .isSubsetOf(module.getValue());
    }
  }

  private static DescribedPredicate<JavaClass> ruled() {
    String[] exempt =
        Modules.EXEMPT.stream().map(m -> "dev.rearview." + m + "..").toArray(String[]::new);
    return resideInAPackage("dev.rearview..")
        .and(DescribedPredicate.not(resideInAnyPackage(exempt)))
        .as("classes under the rules of packages");
  }

  private static boolean lacksPackageInfo(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      boolean hasCode = files.anyMatch(f -> f.toString().endsWith(".java"));
      Path info = folder.resolve("package-info.java");
      return hasCode && !(Files.exists(info) && Files.readString(info).contains("@NullMarked"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sourceFolders() throws IOException {
    try (Stream<Path> services = Files.list(Project.root().resolve("services"))) {
      return Stream.concat(services, Stream.of(Project.root().resolve("proto")))
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .toList();
    }
  }
}
