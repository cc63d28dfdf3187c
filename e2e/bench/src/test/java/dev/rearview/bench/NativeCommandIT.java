package dev.rearview.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.bench.data.DataFolder;
import dev.rearview.bench.measure.Child;
import dev.rearview.cli.Rearview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the command answers without a JVM is what it answers with one. The build makes the native
 * command before this, with {@code -Drearview.native=true}, which takes minutes.
 */
@EnabledIfSystemProperty(named = "rearview.native", matches = "true")
@EnabledIfEnvironmentVariable(named = "GRAALVM_HOME", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeCommandIT {
  private static final Path COMMAND =
      Path.of(System.getProperty("rearview.root"), "services/cli/target/rearview");
  private static final int SIZE = 300_000;
  private static final int RECORDS = 4_000;
  private static final long MIB = 1 << 20;

  @TempDir static Path folder;

  private DataFolder data;

  private record Ran(int exitCode, String out, String err) {}

  @BeforeAll
  void findData() {
    data = new DataFolder(folder, SIZE, RECORDS, said -> {});
  }

  @ParameterizedTest
  @MethodSource
  void answersAreThoseOfTheJvm(List<String> arguments) throws Exception {
    List<String> all = new ArrayList<>(arguments);
    switch (arguments.getLast()) {
      case "access" -> all.set(all.size() - 1, data.access().toString());
      case "json" -> all.set(all.size() - 1, data.json().toString());
      case "mixed" -> all.set(all.size() - 1, data.mixed().toString());
      case "sequences" -> all.set(all.size() - 1, data.sequences().toString());
      case "sessions" -> {
        all.removeLast();
        data.sessions().forEach(file -> all.add(file.toString()));
      }
      default -> {
        // no file of ours
      }
    }
    Ran expected = onJvm(all);
    assertThat(asNative(all)).isEqualTo(expected);
    assertThat(expected.out() + expected.err()).isNotBlank();
  }

  static Stream<List<String>> answersAreThoseOfTheJvm() {
    return Stream.of(
        scan("SELECT count(*) FROM logs", "access"),
        scan("SELECT count(*) FROM logs WHERE raw CONTAINS 'checkout'", "access"),
        scan("SELECT count(*) FROM logs WHERE raw =~ '(?i)GOOGLEBOT|curl/[0-9]+'", "access"),
        scan("SELECT status, count(*), avg(bytes) FROM logs GROUP BY status", "access"),
        scan("SELECT raw FROM logs WHERE raw CONTAINS 'refund' CONTEXT 2 LIMIT 20", "access"),
        scan(
            "SELECT p, count(*) FROM logs EXTRACT 'step=(?P<p>[0-9])' FROM raw GROUP BY p",
            "access"),
        scan(
            "SELECT service, count(*), p99(latency_ms), count(DISTINCT user_id), stddev(latency_ms)"
                + " FROM logs WHERE level >= WARN GROUP BY service",
            "json"),
        scan("SELECT bucket(1 minute) AS m, max(latency_ms) FROM logs GROUP BY m", "json"),
        scan("SELECT * FROM logs WHERE level = ERROR AND latency_ms > 500 LAST 10", "json"),
        scan("EXPLAIN SELECT service, count(*) FROM logs GROUP BY service", "json"),
        scan("SELECT ts, level, message FROM logs WHERE level = ERROR LIMIT 30", "mixed"),
        scan("SELECT template(message), count(*) FROM logs GROUP BY template(message)", "mixed"),
        scan(
            "MATCH PATTERN WHERE action = 'login_failed' FOLLOWED BY action = 'password_changed'"
                + " NOT FOLLOWED BY action = 'mfa_ok' WITHIN 5 minutes BY user FROM logs",
            "sequences"),
        scan("SESSIONS BY session_id FROM logs HAVING errors > 0", "sessions"),
        scan("SELECT level, count(*) FROM logs GROUP BY level", "--format", "csv", "mixed"),
        scan("SELECT level, count(*) FROM logs GROUP BY level", "--format", "json", "mixed"),
        scan("SELECT level, count(*) FROM logs GROUP BY level", "--format", "table", "mixed"),
        scan("SELECT level, count(* FROM logs", "mixed"),
        scan("SELECT count(*) FROM logs", "/no/such/file"),
        List.of("--version"),
        List.of("scan", "--help"),
        List.of("examples"),
        List.of("nonsense"));
  }

  @Test
  void aSmallFileNeedsLittleMemory() throws Exception {
    List<String> command = new ArrayList<>(List.of(COMMAND.toString()));
    command.addAll(scan("SELECT level, count(*) FROM logs GROUP BY level", data.json().toString()));
    Child.Result result = Child.runWatchingMemory(command, folder.resolve("out"));
    assertThat(result.exitCode()).isZero();
    assertThat(result.peakBytes()).isLessThan(64 * MIB);
  }

  private static List<String> scan(String statement, String... more) {
    List<String> arguments = new ArrayList<>(List.of("scan", "--now", "2024-02-01T00:00:00Z"));
    arguments.add(statement);
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static Ran asNative(List<String> arguments) throws IOException {
    return ran(List.of(COMMAND.toString()), arguments);
  }

  private static Ran onJvm(List<String> arguments) throws IOException {
    return ran(
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Rearview.class.getName()),
        arguments);
  }

  private static Ran ran(List<String> program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(arguments);
    Path out = folder.resolve("out");
    Child.Result result = Child.run(command, out);
    return new Ran(
        result.exitCode(),
        timeless(Files.readString(out)),
        timeless(Files.readString(Child.errors(out))));
  }

  /** Without how long it took. */
  private static String timeless(String text) {
    return text.replaceAll("\"elapsed_ms\" ?: ?\\d+", "").replaceAll("[\\d,]+ ms;", "ms;");
  }
}
