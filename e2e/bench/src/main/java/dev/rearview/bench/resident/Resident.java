package dev.rearview.bench.resident;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A resident process and the way to ask it. */
public final class Resident implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader replies;

  private Resident(Class<?> main, List<String> flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:-UseDynamicNumberOfCompilerThreads"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    requests =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    replies =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The engine as in a scanner, with a heap of so many MiB at most. */
  public static Resident engine(int heapMib) throws IOException {
    return new Resident(
        EngineProcess.class, List.of("-Xmx" + heapMib + "m", "--add-modules=jdk.incubator.vector"));
  }

  /** DuckDB. */
  public static Resident database() throws IOException {
    return new Resident(DatabaseProcess.class, List.of("-Xmx128m"));
  }

  /** Answers a request; with {@link #read} what the engine's process also does. */
  public Reply ask(List<String> arguments, Path output) throws IOException {
    requests.write(JSON.writeValueAsString(new Request(arguments, output.toString())));
    requests.newLine();
    requests.flush();
    String line = replies.readLine();
    if (line == null) {
      throw new IOException("the process that should answer " + arguments + " has ended");
    }
    return JSON.readValue(line, Reply.class);
  }

  /** Reads a file and does nothing with it. */
  public Reply read(Path file) throws IOException {
    return ask(List.of(EngineProcess.READ, file.toString()), Path.of("/dev/null"));
  }

  @Override
  public void close() throws IOException {
    requests.close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
