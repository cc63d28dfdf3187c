package dev.rearview.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts the packaged application as {@code ./rearview} does. */
@Timeout(value = 480, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StandaloneIT {
  private static final String AT = "2024-01-15T15:55:00Z";

  @TempDir Path temporary;

  private Process start(String... arguments) throws IOException {
    Path jar =
        Path.of(System.getProperty("rearview.root", "../.."))
            .resolve("services/standalone/target/quarkus-app/quarkus-run.jar");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Drearview.home=" + temporary,
            "-jar",
            jar.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Reads what it says until it says how to stop it; answers all of that. */
  private static String welcome(Process process) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      if (line.contains("Ctrl-C")) {
        return said.toString();
      }
    }
    throw new AssertionError("it ended: " + said);
  }

  private static String rest(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> get(String url) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("stops within 30 s").isTrue();
  }

  @Test
  void startsStopsAndKeepsItsData() throws Exception {
    String[] demo = {"demo", "--port", "0", "--history", "30m", "--at", AT, "--seed", "4"};
    Path data = temporary.resolve("demo");
    Process first = start(demo);
    try {
      String said = welcome(first);
      assertThat(said).contains("Rearview demo: seed 4, data in " + data).contains("Ready after");
      assertThat(said.lines().count()).as(said).isLessThan(15);
      Matcher url = Pattern.compile("http://localhost:\\d+/").matcher(said);
      assertThat(url.find()).isTrue();
      assertThat(get(url.group() + "q/health/ready").body()).contains("\"status\": \"UP\"");
      assertThat(Files.readString(data.resolve("kafka.address"))).startsWith("localhost:");

      Process second = start(demo);
      assertThat(rest(second))
          .isEqualTo(
              "rearview: %s is in use by a Rearview that is running; stop that one or use --data with another folder\n"
                  .formatted(data));
      assertThat(second.waitFor()).isEqualTo(1);
    } finally {
      stop(first);
    }
    String written = Files.readString(data.resolve("demo.properties"));
    assertThat(written).contains("seed=4", "at=" + AT);

    Process again = start("demo", "--port", "0");
    try {
      assertThat(welcome(again)).contains("seed 4");
    } finally {
      stop(again);
    }
    Process other = start("demo", "--port", "0", "--seed", "5");
    assertThat(rest(other)).contains("holds the demo of seed 4, not 5");
    assertThat(other.waitFor()).isEqualTo(1);
  }

  @Test
  void runsOverFoldersOfLogs() throws Exception {
    Path logs = Files.createDirectories(temporary.resolve("logs"));
    Files.writeString(logs.resolve("app.log"), "2024-01-15 10:00:00 INFO started\n");
    Process up = start("up", "--port", "0", "--node", "web=" + logs);
    try {
      assertThat(welcome(up)).contains("Rearview over web").contains("Ready after");
    } finally {
      stop(up);
    }
  }

  @Test
  void saysInASentenceWhatIsWrong() throws Exception {
    Process missing = start("up", "--node", "web=" + temporary.resolve("nothing"));
    assertThat(rest(missing))
        .isEqualTo(
            "rearview: --node web=%s: there is no such folder\n"
                .formatted(temporary.resolve("nothing")));
    Process wrong = start("demo", "--at", "yesterday");
    assertThat(rest(wrong))
        .isEqualTo("rearview: --at 'yesterday' is not a time such as 2024-01-15T15:55:00Z\n");
    assertThat(wrong.waitFor()).isEqualTo(1);
  }
}
