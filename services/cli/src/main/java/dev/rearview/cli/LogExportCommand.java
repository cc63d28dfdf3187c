package dev.rearview.cli;

import dev.rearview.engine.record.Amount;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes the event log out, page by page, into a file that is there whole or not at all. */
@Command(
    name = "export",
    description =
        "Write the event log to a file, one event a line, as rearview verify --from-dump reads it.",
    mixinStandardHelpOptions = true)
final class LogExportCommand implements Callable<Integer> {
  private static final String NEXT = "X-Next-Cursor";
  private static final int PAGES_A_LINE = 10;

  @Parameters(index = "0", paramLabel = "FILE", description = "Where to; - is standard output.")
  private Path file = Path.of("-");

  @Option(names = "--page", description = "Entries a request. Default: ${DEFAULT-VALUE}.")
  private int page = 5_000;

  @Option(
      names = "--from",
      paramLabel = "SEQ",
      description = "The first sequence number. Default: ${DEFAULT-VALUE}.")
  private long from = 1;

  @Mixin private ServerOptions server = new ServerOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (page < 1) {
      throw Failure.wrong("--page %d is below 1".formatted(page));
    }
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    if (file.toString().equals("-")) {
      try (OutputStream out = new BufferedOutputStream(new StandardOutput())) {
        export(out, err);
      }
      return 0;
    }
    Path whole = file.toAbsolutePath();
    Path folder = Objects.requireNonNull(whole.getParent());
    if (!Files.isDirectory(folder)) {
      throw Failure.failed(folder + ": there is no such folder");
    }
    Path part = Files.createTempFile(folder, whole.getFileName() + ".", ".part");
    try {
      long entries;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
        entries = export(out, err);
      }
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      err.println(
          "%s of world %s in %s"
              .formatted(Amount.of(entries, "entry", "entries"), server.world(), file));
      err.flush();
    } finally {
      Files.deleteIfExists(part);
    }
    return 0;
  }

  private long export(OutputStream out, PrintWriter err) throws IOException {
    long entries = 0;
    long seq = from;
    try (HttpClient client = ServerOptions.client()) {
      for (long pages = 1; ; pages++) {
        HttpResponse<InputStream> response = page(client, seq);
        try (InputStream in = response.body()) {
          entries += copy(in, out);
        }
        Optional<String> next = response.headers().firstValue(NEXT);
        if (next.isEmpty()) {
          return entries;
        }
        seq = after(seq, next.get());
        if (pages % PAGES_A_LINE == 0) {
          err.println("  %,d entries …".formatted(entries));
          err.flush();
        }
      }
    }
  }

  private HttpResponse<InputStream> page(HttpClient client, long seq) throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("world", server.world());
    parameters.put("from_seq", Long.toString(seq));
    parameters.put("limit", Integer.toString(page));
    HttpRequest request =
        server
            .request("/api/v1/log/entries", parameters)
            .header("Accept", "application/x-ndjson")
            .GET()
            .build();
    HttpResponse<InputStream> response = server.send(client, request);
    if (response.statusCode() != 200) {
      throw Problem.of(response, "");
    }
    return response;
  }

  /** Byte for byte, so that the hashes stay true; counts the lines. */
  private static long copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long lines = 0;
    boolean ended = true;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      for (int i = 0; i < read; i++) {
        lines += buffer[i] == '\n' ? 1 : 0;
      }
      ended = read == 0 ? ended : buffer[read - 1] == '\n';
      out.write(buffer, 0, read);
    }
    if (!ended) {
      throw Failure.failed(
          "a page of the log broke off in the middle of an entry; nothing was kept");
    }
    return lines;
  }

  private static long after(long seq, String next) {
    long after = next.matches("\\d{1,18}") ? Long.parseLong(next) : -1;
    if (after <= seq) {
      throw Failure.failed(
          "after the page from %d the server says to go on from '%s'; nothing was kept"
              .formatted(seq, next));
    }
    return after;
  }
}
