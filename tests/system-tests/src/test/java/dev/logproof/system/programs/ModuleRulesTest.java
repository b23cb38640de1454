package dev.logproof.system.programs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifies the dependency rules between modules. */
class ModuleRulesTest {
  private static final Path HOME = Path.of(System.getProperty("logproof.home", "../.."));

  private static final Map<String, String> PROGRAMS =
      Map.of(
          "aggregator", "aggregator",
          "local-aws", "localaws",
          "loadgen", "loadgen",
          "tracer-verify", "verify",
          "reports", "reports",
          "experiment", "experiment");

  /** Packages of the libraries below {@code dev.logproof}. */
  private static final List<String> LIBRARIES =
      List.of(
          "commandline",
          "record",
          "forward",
          "objects",
          "opensearch",
          "process",
          "pem",
          "msgpack",
          "statistics");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importPaths(
              Stream.concat(
                      PROGRAMS.keySet().stream(),
                      Stream.of(
                          "libs/command-line",
                          "libs/tracer-record",
                          "libs/forward-protocol",
                          "libs/object-storage",
                          "libs/opensearch-client",
                          "libs/processes",
                          "libs/pem-files",
                          "libs/message-pack",
                          "libs/statistics"))
                  .map(module -> HOME.resolve(module).resolve("target/classes"))
                  .toList());

  static Stream<String> programs() {
    return PROGRAMS.values().stream();
  }

  private static String[] packages(Stream<String> names) {
    return names.map(name -> "dev.logproof." + name + "..").toArray(String[]::new);
  }

  @Test
  void coversEveryProgram() {
    for (String program : PROGRAMS.values()) {
      assertThat(CLASSES.stream().map(type -> type.getPackageName()))
          .anyMatch(name -> name.startsWith("dev.logproof." + program));
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void forbidsDependenciesBetweenPrograms(String program) {
    String[] others = packages(programs().filter(other -> !other.equals(program)));
    noClasses()
        .that()
        .resideInAPackage("dev.logproof." + program + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(CLASSES);
  }

  static Stream<String> modules() {
    return Stream.concat(programs(), LIBRARIES.stream());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void forbidsCyclesBetweenPackages(String module) {
    slices()
        .matching("dev.logproof." + module + "(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void forbidsTracersInAggregator() {
    noClasses()
        .that()
        .resideInAPackage("dev.logproof.aggregator..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.logproof.record..")
        .check(CLASSES);
  }

  @Test
  void forbidsSamplesOutsideOfTests() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.logproof.samples..")
        .check(CLASSES);
  }

  @Test
  void forbidsProgramsInSharedModules() {
    noClasses()
        .that()
        .resideInAnyPackage(packages(LIBRARIES.stream()))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(programs()))
        .check(CLASSES);
  }

  @Test
  void forbidsNettyAndIoInPurePackages() {
    List<String> pure =
        List.of("schedule", "silence", "check", "capacity", "routing", "verdict", "knee", "policy");
    noClasses()
        .that()
        .resideInAnyPackage(
            pure.stream().map(name -> "dev.logproof.*." + name + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.netty..", "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")
        .check(CLASSES);
  }
}
