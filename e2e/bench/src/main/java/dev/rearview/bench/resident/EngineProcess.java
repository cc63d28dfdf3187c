package dev.rearview.bench.resident;

import dev.rearview.bench.measure.Child;
import dev.rearview.cli.Rearview;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The engine in a process that stays, asked as the command is asked; and a plain read of a file.
 */
final class EngineProcess {
  /** Asks for the plain read: the physical limit. */
  static final String READ = "read";

  private static final int READ_BYTES = 256 << 10;

  private EngineProcess() {}

  public static void main(String[] args) throws IOException {
    Serving.serve(EngineProcess::answer);
  }

  private static int answer(Request request) throws IOException {
    List<String> arguments = request.arguments();
    if (arguments.getFirst().equals(READ)) {
      return read(Path.of(arguments.getLast()));
    }
    PrintStream out = System.out;
    PrintStream err = System.err;
    Path output = Path.of(request.output());
    try (PrintStream answer = to(output);
        PrintStream report = to(Child.errors(output))) {
      System.setOut(answer);
      System.setErr(report);
      return Rearview.run(arguments.toArray(String[]::new));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static PrintStream to(Path file) throws IOException {
    return new PrintStream(
        new BufferedOutputStream(Files.newOutputStream(file), 1 << 16),
        false,
        StandardCharsets.UTF_8);
  }

  private static int read(Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    long size = 0;
    try (FileChannel channel = FileChannel.open(file)) {
      for (int n = channel.read(buffer); n >= 0; n = channel.read(buffer)) {
        size += n;
        buffer.clear();
      }
    }
    return size == Files.size(file) ? 0 : 1;
  }
}
