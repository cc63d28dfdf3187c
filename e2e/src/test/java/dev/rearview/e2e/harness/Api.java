package dev.rearview.e2e.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The HTTP API as a user's program calls it. */
public final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  public Api(URI base) {
    this.base = base;
  }

  public URI base() {
    return base;
  }

  /** Asks a statement that ends. */
  public Answer query(String statement) {
    return query(statement, Map.of());
  }

  /** Asks a statement; the members are those of the JSON request, as {@code parameters}. */
  public Answer query(String statement, Map<String, Object> members) {
    ObjectNode request = JSON.createObjectNode().put("query", statement);
    members.forEach((name, value) -> request.set(name, JSON.valueToTree(value)));
    HttpResponse<String> response =
        send(
            to("/api/v1/query")
                .header("Content-Type", "application/json")
                .header("Accept", "application/x-ndjson")
                .POST(BodyPublishers.ofString(request.toString())));
    return answer(response.statusCode(), response.body());
  }

  /** The body of an answer that goes on until it is closed. */
  public InputStream follow(String statement) {
    HttpRequest request =
        to("/api/v1/query")
            .header("Content-Type", "text/plain")
            .header("Accept", "application/x-ndjson")
            .POST(BodyPublishers.ofString(statement))
            .build();
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new AssertionError(response.statusCode() + " for " + statement);
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public JsonNode get(String path) {
    return json(send(to(path).header("Accept", "application/json").GET()));
  }

  public JsonNode post(String path, String contentType, String body) {
    return json(
        send(to(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body))));
  }

  /** One request with its answer as text, whatever its status. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(base.resolve(path));
  }

  /** One JSON value a line. */
  public static List<JsonNode> lines(String ndjson) {
    List<JsonNode> values = new ArrayList<>();
    ndjson.lines().filter(line -> !line.isBlank()).forEach(line -> values.add(parse(line)));
    return values;
  }

  private static Answer answer(int status, String body) {
    if (status != 200) {
      return new Answer(status, List.of(), MissingNode.getInstance(), parse(body));
    }
    List<JsonNode> lines = lines(body);
    JsonNode last = lines.isEmpty() ? MissingNode.getInstance() : lines.getLast().path("report");
    return new Answer(
        status,
        last.isMissingNode() ? lines : lines.subList(0, lines.size() - 1),
        last,
        MissingNode.getInstance());
  }

  private static JsonNode json(HttpResponse<String> response) {
    if (response.statusCode() >= 300) {
      throw new AssertionError(
          "%s answered %d: %s".formatted(response.uri(), response.statusCode(), response.body()));
    }
    return parse(response.body());
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + text, e);
    }
  }
}
