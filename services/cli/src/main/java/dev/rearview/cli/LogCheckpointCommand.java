package dev.rearview.cli;

import dev.rearview.integrity.note.Checkpoint;
import dev.rearview.integrity.note.NoteException;
import dev.rearview.integrity.note.SignedNote;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches the newest signed checkpoint, to be kept away from the log. */
@Command(
    name = "checkpoint",
    description =
        "Fetch the newest signed checkpoint of a world's log and append it to a file, which rearview"
            + " verify --against reads. Keep it where whoever keeps the log cannot write.",
    mixinStandardHelpOptions = true)
final class LogCheckpointCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "What it is appended to. Default: standard output.")
  private @Nullable Path file;

  @Mixin private ServerOptions server = new ServerOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    String note = fetch();
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.parse(SignedNote.parse(note).text());
    } catch (NoteException e) {
      throw Failure.failed("what the server gave is no signed checkpoint: " + e.getMessage());
    }
    Path to = file;
    if (to == null) {
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      out.print(note);
      out.flush();
      return 0;
    }
    Files.writeString(to, note + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    err.println("%s at %,d in %s".formatted(checkpoint.origin(), checkpoint.size(), to));
    err.flush();
    return 0;
  }

  private String fetch() throws IOException {
    try (HttpClient client = ServerOptions.client()) {
      HttpResponse<InputStream> response =
          server.send(
              client,
              server
                  .request("/api/v1/log/checkpoint", Map.of("world", server.world()))
                  .GET()
                  .build());
      if (response.statusCode() != 200) {
        throw Problem.of(response, "");
      }
      try (InputStream in = response.body()) {
        return new String(in.readNBytes(SignedNote.MAX_LENGTH), StandardCharsets.UTF_8);
      }
    }
  }
}
