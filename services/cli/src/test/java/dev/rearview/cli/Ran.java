package dev.rearview.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/**
 * What a run of the command gave.
 *
 * @param code exit code
 * @param bytes what it wrote to standard output itself
 */
record Ran(int code, byte[] bytes, String out, String err) {

  static Ran of(Object... arguments) {
    return withInput("", arguments);
  }

  static Ran withInput(String input, Object... arguments) {
    return run(input, Long.MAX_VALUE, arguments);
  }

  /** Where standard output takes no more than so many bytes. */
  static Ran withRoomFor(long bytes, Object... arguments) {
    return run("", bytes, arguments);
  }

  private static synchronized Ran run(String input, long room, Object... arguments) {
    PrintStream stdout = System.out;
    InputStream stdin = System.in;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OutputStream disk =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            if (out.size() >= room) {
              throw new IOException("no space left");
            }
            out.write(b);
          }
        };
    StringWriter written = new StringWriter();
    StringWriter err = new StringWriter();
    try {
      System.setOut(new PrintStream(disk, true, StandardCharsets.UTF_8));
      System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      CommandLine command = Rearview.commandLine();
      command.setOut(new PrintWriter(written, true));
      command.setErr(new PrintWriter(err, true));
      String[] args =
          java.util.Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
      int code = command.execute(args);
      return new Ran(
          code, out.toByteArray(), out.toString(StandardCharsets.UTF_8) + written, err.toString());
    } finally {
      System.setOut(stdout);
      System.setIn(stdin);
    }
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
