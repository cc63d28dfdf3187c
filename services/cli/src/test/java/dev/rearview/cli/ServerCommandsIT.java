package dev.rearview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rearview.integrity.export.NoteLine;
import dev.rearview.integrity.note.Checkpoint;
import dev.rearview.integrity.note.NoteSigner;
import dev.rearview.integrity.note.SignedNote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCommandsIT {
  @TempDir Path folder;
  private HttpServer server;
  private String url;
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    url = "http://localhost:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(String path, int status, String type, String body, String... headers) {
    server.createContext(
        path,
        exchange -> {
          asked.add(
              exchange.getRequestURI()
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          for (int i = 0; i + 1 < headers.length; i += 2) {
            exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
          }
          send(exchange, status, type, body);
        });
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void showsTheAnswerAndItsReport() {
    answer(
        "/api/v1/query",
        200,
        "application/x-ndjson",
        """
        {"service":"cart","n":5}
        {"service":"web","n":null}
        {"report":{"complete":true,"rows":2,"files":{"sought":3},"elapsed_ms":12}}
        """);
    Ran ran =
        Ran.of(
            "query",
            "SELECT 1",
            "--server",
            url,
            "--format",
            "csv",
            "--param",
            "a=5",
            "--param",
            "b='5'",
            "--world",
            "w",
            "--time-zone",
            "Europe/Berlin",
            "--timeout",
            "5s",
            "--max-rows",
            7);
    assertThat(ran.out()).isEqualTo("service,n\r\ncart,5\r\nweb,\r\n");
    assertThat(ran.err())
        .contains(
            "2 rows, 12 ms; it is assumed, but not yet known, that times rise in 3 files,"
                + " rearview.scanner.seek=false reads all;"
                + " complete");
    assertThat(ran.code()).isZero();
    assertThat(asked)
        .containsExactly(
            "/api/v1/query {\"query\":\"SELECT 1\",\"world\":\"w\",\"parameters\":{\"a\":5,\"b\":\"5\"},"
                + "\"time_zone\":\"Europe/Berlin\",\"timeout\":\"5s\",\"max_rows\":7}");
  }

  @Test
  void saysLoudlyThatAnAnswerIsPartial() {
    answer(
        "/api/v1/query",
        200,
        "application/x-ndjson",
        "{\"report\":{\"complete\":false,\"rows\":0,\"nodes\":{\"failed\":[{\"node\":\"node-2\",\"reason\":\"no answer within 30 s\"}]}}}\n");
    Ran ran = Ran.of("query", "SELECT 1", "--server", url, "--format", "ndjson");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err())
        .startsWith("PARTIAL ANSWER")
        .contains("missing: node-2: no answer within 30 s");
    assertThat(ran.lines().getLast()).contains("\"complete\":false");
  }

  @Test
  void failsWhereTheAnswerBreaksOff() {
    answer("/api/v1/query", 200, "application/x-ndjson", "{\"n\":1}\n");
    Ran ran = Ran.of("query", "SELECT 1", "--server", url, "--format", "ndjson");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEqualTo("{\"n\":1}\n");
    assertThat(ran.err()).contains("the answer broke off");
  }

  @Test
  void showsWhereTheStatementIsWrong() {
    answer(
        "/api/v1/query",
        400,
        "application/problem+json",
        "{\"title\":\"Bad Request\",\"code\":\"timeql_syntax\",\"detail\":\"line 1, column 10: found 'FORM'\",\"line\":1,\"column\":10}");
    Ran ran = Ran.of("query", "SELECT * FORM logs", "--server", url);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("  SELECT * FORM logs\n           ^");
  }

  @Test
  void saysThatNoServerIsThere() {
    server.stop(0);
    Ran ran = Ran.of("query", "SELECT 1", "--server", url);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("no server at " + url).contains("./rearview demo");
    assertThat(ran.err().lines()).hasSize(1);
  }

  @Test
  void exportsAllPagesIntoAWholeFile() throws IOException {
    server.createContext(
        "/api/v1/log/entries",
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          asked.add(query);
          if (query.contains("from_seq=1&")) {
            exchange.getResponseHeaders().add("X-Next-Cursor", "3");
            send(exchange, 200, "application/x-ndjson", "{\"global_seq\":1}\n{\"global_seq\":2}\n");
          } else {
            send(exchange, 200, "application/x-ndjson", "{\"global_seq\":3}\n");
          }
        });
    Path file = folder.resolve("log.ndjson");
    Ran ran = Ran.of("log", "export", file, "--server", url, "--page", 2);
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).contains("3 entries of world default");
    assertThat(file)
        .content()
        .isEqualTo("{\"global_seq\":1}\n{\"global_seq\":2}\n{\"global_seq\":3}\n");
    assertThat(asked)
        .containsExactly("world=default&from_seq=1&limit=2", "world=default&from_seq=3&limit=2");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void leavesNoFileWhereTheExportFails() throws IOException {
    answer("/api/v1/log/entries", 503, "application/problem+json", "{\"detail\":\"starting\"}");
    Path file = folder.resolve("log.ndjson");
    Ran ran = Ran.of("log", "export", file, "--server", url);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("503: starting");
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void goesOnWhereAnExportBrokeOff() throws IOException {
    List<Integer> failing = new ArrayList<>(List.of(2));
    server.createContext(
        "/api/v1/log/entries",
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          asked.add(query);
          int seq = Integer.parseInt(query.replaceAll(".*from_seq=(\\d+).*", "$1"));
          String world = query.replaceAll(".*world=(\\w+).*", "$1");
          if (failing.remove((Integer) seq)) {
            send(exchange, 503, "application/problem+json", "{\"detail\":\"away\"}");
            return;
          }
          if (seq < 3) {
            exchange.getResponseHeaders().add("X-Next-Cursor", "" + (seq + 1));
          }
          send(
              exchange,
              200,
              "application/x-ndjson",
              seq > 3 ? "" : "{\"world\":\"%s\",\"global_seq\":%d}\n".formatted(world, seq));
        });
    Path file = folder.resolve("log.ndjson");
    String[] command = {
      "log", "export", file.toString(), "--server", url, "--page", "1", "--worlds", "one,two"
    };
    Ran broken = Ran.of((Object[]) command);
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.err()).contains("503: away").contains("--resume goes on from there");
    assertThat(file).doesNotExist();
    Files.writeString(folder.resolve("log.ndjson.part"), "{\"wor", StandardOpenOption.APPEND);

    asked.clear();
    Ran resumed = Ran.of(Stream.concat(Stream.of(command), Stream.of("--resume")).toArray());
    assertThat(resumed.err()).contains("5 more entries of world one, two");
    assertThat(resumed.code()).isZero();
    assertThat(asked.getFirst()).isEqualTo("world=one&from_seq=2&limit=1");
    assertThat(file)
        .content()
        .isEqualTo(
            Stream.of("one", "two")
                .flatMap(world ->
                    Stream.of(1, 2, 3)
                        .map(seq -> "{\"world\":\"%s\",\"global_seq\":%d}\n".formatted(world, seq)))
                .collect(Collectors.joining()));
    Ran again = Ran.of(Stream.concat(Stream.of(command), Stream.of("--resume")).toArray());
    assertThat(again.err()).contains("0 more entries");
    assertThat(Files.readAllLines(file)).hasSize(6);
  }

  @Test
  void anExportBeginsWithTheRecordOfItsPruning() throws Exception {
    NoteSigner signer = NoteSigner.generate("rearview", new SecureRandom());
    SignedNote pruned = SignedNote.sign("rearview prune v1\nrest\n", List.of(signer));
    answer("/api/v1/log/prune", 200, "text/plain", pruned.format());
    answer("/api/v1/log/entries", 200, "application/x-ndjson", "{\"global_seq\":8}\n");
    Path file = folder.resolve("log.ndjson");
    Ran ran = Ran.of("log", "export", file, "--server", url);

    assertThat(ran.code()).isZero();
    assertThat(Files.readAllLines(file))
        .containsExactly(NoteLine.write(pruned), "{\"global_seq\":8}");
  }

  @Test
  void keepsCheckpointsOneAfterTheOther() throws Exception {
    NoteSigner signer = NoteSigner.generate("rearview", new SecureRandom());
    Checkpoint checkpoint = new Checkpoint("rearview/shop", 7, new byte[32], 5);
    SignedNote note = SignedNote.sign(checkpoint.text(), List.of(signer));
    answer("/api/v1/log/checkpoint", 200, "text/plain", note.format());
    Path file = folder.resolve("kept");
    for (int i = 0; i < 2; i++) {
      Ran ran = Ran.of("log", "checkpoint", file, "--server", url, "--world", "shop");
      assertThat(ran.err()).contains("rearview/shop at 7 in " + file);
      assertThat(ran.code()).isZero();
    }
    assertThat(SignedNote.parseAll(Files.readString(file))).containsExactly(note, note);
    assertThat(Ran.of("log", "checkpoint", "--server", url).out()).isEqualTo(note.format());
    assertThat(asked.getFirst()).startsWith("/api/v1/log/checkpoint?world=shop");
  }
}
