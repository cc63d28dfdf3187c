package dev.rearview.standalone;

import java.nio.file.Path;
import java.util.List;

/**
 * Says where everything is, once it answers.
 *
 * @param beginNanos when the start began, {@link System#nanoTime}
 */
record Welcome(int port, List<String> statements, long beginNanos, Path data) {
  private static final int DEFAULT_PORT = 8080;

  Welcome {
    statements = List.copyOf(statements);
  }

  /** Says it once the services answer, and a word more once they have read the past. */
  void sayWhenReady() {
    CatchUp services = new CatchUp(port);
    boolean ready = services.awaitReady();
    System.out.print(text(ready, seconds()));
    System.out.flush();
    if (ready) {
      System.out.print(
          services.awaitRead()
              ? "The past is read into the event log and traced, after %.1f s.%n"
                  .formatted(seconds())
              : "The past is still being read; every answer says how far behind it is.%n"
                  .formatted());
      System.out.flush();
    }
  }

  private double seconds() {
    return (System.nanoTime() - beginNanos) / 1e9;
  }

  String text(boolean ready, double seconds) {
    String server = port == DEFAULT_PORT ? "" : " --server http://localhost:" + port;
    StringBuilder out = new StringBuilder();
    out.append(
        ready
            ? "Ready after %.1f s.%n".formatted(seconds)
            : "Not everything is ready after %.1f s; see http://localhost:%d/q/health%n"
                .formatted(seconds, port));
    out.append("%n  Console  http://localhost:%d/%n".formatted(port));
    String label = "Try";
    for (String statement : statements) {
      out.append("  %-8s ./rearview query \"%s\"%s%n".formatted(label, statement, server));
      label = "";
    }
    out.append("  Log      %s%n".formatted(data.resolve("rearview.log")));
    out.append("  Stop     Ctrl-C%n%n".formatted());
    return out.toString();
  }
}
