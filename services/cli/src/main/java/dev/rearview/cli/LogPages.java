package dev.rearview.cli;

import dev.rearview.integrity.export.NoteLine;
import dev.rearview.integrity.note.NoteException;
import dev.rearview.integrity.note.SignedNote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A world's log as a server gives it out, page by page. */
final class LogPages {
  private static final String NEXT = "X-Next-Cursor";
  private static final int PAGES_A_LINE = 10;
  private static final int MAX_NOTE_BYTES = SignedNote.MAX_LENGTH;

  private final ServerOptions server;
  private final HttpClient client;
  private final String world;
  private final int page;
  private final PrintWriter err;

  /**
   * @param page entries a request
   * @param err where it says how far it is
   */
  LogPages(ServerOptions server, HttpClient client, String world, int page, PrintWriter err) {
    this.server = server;
    this.client = client;
    this.world = world;
    this.page = page;
    this.err = err;
  }

  /** Writes all entries from a number on; answers how many. Whole pages or nothing of them. */
  long write(long from, OutputStream out) throws IOException {
    long entries = 0;
    long seq = from;
    for (long pages = 1; ; pages++) {
      HttpResponse<InputStream> response = page(seq);
      try (InputStream in = response.body()) {
        entries += copy(in, out);
      }
      Optional<String> next = response.headers().firstValue(NEXT);
      if (next.isEmpty()) {
        out.flush();
        return entries;
      }
      seq = after(seq, next.get());
      if (pages % PAGES_A_LINE == 0) {
        err.println("  %,d entries of world %s, up to %,d …".formatted(entries, world, seq - 1));
        err.flush();
      }
    }
  }

  /** Writes the record of the log's last pruning, where there was one. */
  void writePruneRecord(OutputStream out) throws IOException {
    HttpRequest request = server.request("/api/v1/log/prune", Map.of("world", world)).GET().build();
    HttpResponse<InputStream> response = server.send(client, request);
    try (InputStream in = response.body()) {
      if (response.statusCode() == 404) {
        return;
      }
      if (response.statusCode() != 200) {
        throw Problem.of(response, "");
      }
      String note = new String(in.readNBytes(MAX_NOTE_BYTES), StandardCharsets.UTF_8);
      String line = NoteLine.write(SignedNote.parse(note)) + "\n";
      out.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (NoteException e) {
      throw Failure.failed("the server's prune record is no signed note: " + e.getMessage());
    }
  }

  private HttpResponse<InputStream> page(long seq) throws IOException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("world", world);
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
    ByteArrayOutputStream half = new ByteArrayOutputStream();
    long lines = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      int whole = 0;
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          lines++;
          whole = i + 1;
        }
      }
      if (whole > 0) {
        half.writeTo(out);
        half.reset();
      }
      out.write(buffer, 0, whole);
      half.write(buffer, whole, read - whole);
    }
    if (half.size() > 0) {
      throw Failure.failed("a page of the log broke off in the middle of an entry");
    }
    return lines;
  }

  private static long after(long seq, String next) {
    long after = next.matches("\\d{1,18}") ? Long.parseLong(next) : -1;
    if (after <= seq) {
      throw Failure.failed(
          "after the page from %d the server says to go on from '%s'".formatted(seq, next));
    }
    return after;
  }
}
