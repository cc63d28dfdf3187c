package dev.rearview.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rearview.timeql.answer.AnswerFormat;
import dev.rearview.timeql.answer.AnswerWriter;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a running server and shows its answer as it comes. */
@Command(
    name = "query",
    description = "Ask a running server.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  rearview query \"SELECT service, count(*) FROM logs WHERE level >= ERROR GROUP BY service\"",
      "  rearview query \"STATE OF 'shop/cart' AT '5 minutes ago'\"",
      "  rearview query \"TRAVERSE FROM event_id FOLLOWING backward\" --param event_id=018d…",
      "More: rearview examples"
    })
final class QueryCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> ROW =
      new TypeReference<>() {};

  @Parameters(index = "0", paramLabel = "STATEMENT", description = "A TimeQL statement.")
  private String statement = "";

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description =
          "A value for a parameter :name of the statement; text that looks like a number stands in '…'.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--time-zone", paramLabel = "ZONE", description = "Zone of times without one.")
  private @Nullable String timeZone;

  @Option(names = "--timeout", description = "Such as 30s, which is the default.")
  private @Nullable String timeout;

  @Option(names = "--max-rows", description = "Most rows of the answer. Default: 10000.")
  private @Nullable Integer maxRows;

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    HttpRequest request =
        server
            .request("/api/v1/query", Map.of())
            .header("Content-Type", "application/json")
            .header("Accept", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofString(body()))
            .build();
    try (HttpClient client = ServerOptions.client()) {
      HttpResponse<InputStream> response = server.send(client, request);
      if (response.statusCode() != 200) {
        throw Problem.of(response, statement);
      }
      try (InputStream in = response.body()) {
        return show(in);
      } finally {
        client.shutdownNow();
      }
    }
  }

  private String body() throws JsonProcessingException {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("query", statement);
    body.put("world", server.world());
    if (!parameters.isEmpty()) {
      body.put("parameters", ParameterText.values(parameters));
    }
    if (timeZone != null) {
      body.put("time_zone", timeZone);
    }
    if (timeout != null) {
      body.put("timeout", timeout);
    }
    if (maxRows != null) {
      body.put("max_rows", maxRows);
    }
    return JSON.writeValueAsString(body);
  }

  private int show(InputStream in) throws IOException {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    AnswerFormat format = output.format();
    OutputStream out = new BufferedOutputStream(new StandardOutput(), 1 << 16);
    AnswerWriter writer = AnswerWriter.of(format, out);
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    Map<String, @Nullable Object> report = null;
    String line = next(lines, err);
    while (line != null && report == null) {
      report = take(line, writer);
      if (!lines.ready()) {
        writer.pause();
        out.flush();
      }
      line = report == null ? next(lines, err) : null;
    }
    if (report == null) {
      out.flush();
      throw Failure.failed(
          "the answer broke off: the report at its end is missing, so rows may be missing too");
    }
    writer.end(report);
    out.flush();
    return ReportText.print(report, "rearview.scanner.seek=false", err);
  }

  private static @Nullable String next(BufferedReader lines, PrintWriter err) {
    try {
      return lines.readLine();
    } catch (IOException e) {
      err.println("rearview: the connection broke: " + e.getMessage());
      return null;
    }
  }

  /** Writes a row; the report where the line is that. */
  private static @Nullable Map<String, @Nullable Object> take(String line, AnswerWriter writer)
      throws IOException {
    if (line.isBlank()) {
      return null;
    }
    Map<String, @Nullable Object> row = JSON.readValue(line, ROW);
    if (row.size() == 1 && row.get("report") instanceof Map<?, ?> report) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      report.forEach((name, value) -> members.put(String.valueOf(name), value));
      return members;
    }
    writer.row(row);
    return null;
  }
}
