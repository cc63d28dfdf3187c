package dev.rearview.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** What a server says where it does not answer: an RFC 9457 problem document, or something else. */
final class Problem {
  private static final int MOST_READ = 100_000;
  private static final int MOST_SHOWN = 300;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Problem() {}

  /** The failure that a response means. */
  static Failure of(HttpResponse<InputStream> response, String statement) throws IOException {
    String body;
    try (InputStream in = response.body()) {
      body = new String(in.readNBytes(MOST_READ), StandardCharsets.UTF_8);
    }
    JsonNode problem = tree(body);
    String detail = problem.path("detail").asText(problem.path("title").asText(""));
    if (detail.isEmpty()) {
      detail = body.length() <= MOST_SHOWN ? body.strip() : body.substring(0, MOST_SHOWN) + "…";
    }
    if (response.statusCode() == 400 && problem.has("line")) {
      return Failure.statement(
          statement, detail, problem.path("line").asInt(), problem.path("column").asInt());
    }
    String sentence =
        "%s answered %d: %s"
            .formatted(response.uri().getAuthority(), response.statusCode(), detail);
    return response.statusCode() == 400 ? Failure.wrong(sentence) : Failure.failed(sentence);
  }

  private static JsonNode tree(String body) {
    try {
      JsonNode tree = JSON.readTree(body);
      return tree.isObject() ? tree : JSON.createObjectNode();
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }
}
