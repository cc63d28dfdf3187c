package dev.rearview.query.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rearview.http.api.ProblemException;
import dev.rearview.http.api.TimeParameter;
import dev.rearview.model.Worlds;
import dev.rearview.query.request.QueryLimits;
import dev.rearview.query.request.QueryRequest;
import dev.rearview.timeql.answer.AnswerFormat;
import dev.rearview.timeql.plan.Request;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a request: members of a JSON body, and URL parameters where the body does not say. */
final class RequestReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)?");
  private static final String PARAMETER_PREFIX = "param.";

  private final QueryLimits limits;

  RequestReader(QueryLimits limits) {
    this.limits = limits;
  }

  /**
   * The request.
   *
   * @param body null where there is none (GET)
   * @param url URL parameters by name
   * @param now what "now" is unless the request says another
   * @throws ProblemException 400 where a part of it is wrong
   */
  QueryRequest read(
      @Nullable String body,
      @Nullable String contentType,
      @Nullable String accept,
      Map<String, String> url,
      Instant now) {
    Map<String, String> said = new HashMap<>(url);
    Map<String, @Nullable Object> parameters = new HashMap<>();
    if (body != null && !body.isBlank()) {
      if (contentType != null && contentType.toLowerCase(Locale.ROOT).contains("json")) {
        readJson(body, said, parameters);
      } else {
        said.put("q", body);
      }
    }
    url.forEach((name, value) -> {
      if (name.startsWith(PARAMETER_PREFIX)) {
        parameters.putIfAbsent(name.substring(PARAMETER_PREFIX.length()), value);
      }
    });
    if (url.containsKey("parameters")) {
      addParameters(tree(url.get("parameters"), "parameters"), parameters);
    }
    String statement = said.getOrDefault("q", said.get("query"));
    if (statement == null || statement.isBlank()) {
      throw ProblemException.badRequest(
          "no_statement", "the request has no statement: send TimeQL as the body, or as q=");
    }
    return new QueryRequest(
        statement,
        new Request(
            now(said.get("now"), now).toEpochMilli(),
            zone(said.get("time_zone")),
            world(said.get("world")),
            parameters,
            maxRows(said.get("max_rows")),
            timeout(said.get("timeout"))),
        format(said.get("format"), accept));
  }

  private static void readJson(
      String body, Map<String, String> said, Map<String, @Nullable Object> parameters) {
    JsonNode tree = tree(body, "the body");
    if (!tree.isObject()) {
      throw ProblemException.badRequest("bad_body", "the body is JSON but no object");
    }
    tree.properties()
        .forEach(member -> {
          if (member.getKey().equals("parameters")) {
            addParameters(member.getValue(), parameters);
          } else if (!member.getValue().isNull()) {
            said.put(member.getKey(), member.getValue().asText());
          }
        });
    String query = said.remove("query");
    if (query != null) {
      said.put("q", query);
    }
  }

  private static JsonNode tree(@Nullable String text, String where) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw ProblemException.badRequest(
          "bad_json", "%s is not JSON: %s".formatted(where, e.getOriginalMessage()));
    }
  }

  private static void addParameters(JsonNode tree, Map<String, @Nullable Object> parameters) {
    tree.properties().forEach(member -> parameters.put(member.getKey(), value(member.getValue())));
  }

  private static @Nullable Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL, MISSING -> null;
      case BOOLEAN -> node.booleanValue();
      case NUMBER ->
          node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.doubleValue();
      case ARRAY -> list(node);
      case OBJECT ->
          throw ProblemException.badRequest(
              "bad_parameter",
              "a parameter is text, a number, a truth, null or a list of them, not an object");
      case STRING, BINARY, POJO -> node.asText();
    };
  }

  private static List<@Nullable Object> list(JsonNode array) {
    List<@Nullable Object> items = new ArrayList<>(array.size());
    for (JsonNode item : array) {
      if (item.isContainerNode()) {
        throw ProblemException.badRequest(
            "bad_parameter", "the items of a parameter's list are single values");
      }
      items.add(value(item));
    }
    return items;
  }

  private static String world(@Nullable String text) {
    String world = text == null ? Worlds.DEFAULT : text;
    if (!Worlds.isValid(world)) {
      throw ProblemException.badRequest(
          "bad_world", "world='%s' is not a world's name".formatted(world));
    }
    return world;
  }

  private static ZoneId zone(@Nullable String text) {
    try {
      return text == null ? ZoneOffset.UTC : ZoneId.of(text);
    } catch (DateTimeException e) {
      throw ProblemException.badRequest(
          "bad_zone", "time_zone='%s' is no zone: expected one as Europe/Berlin".formatted(text));
    }
  }

  private static Instant now(@Nullable String text, Instant now) {
    return text == null ? now : Instant.ofEpochMilli(TimeParameter.millis("now", text));
  }

  private Duration timeout(@Nullable String text) {
    if (text == null) {
      return limits.timeout();
    }
    Duration timeout = duration(text);
    if (timeout == null || !timeout.isPositive() || timeout.compareTo(limits.maxTimeout()) > 0) {
      throw ProblemException.badRequest(
          "bad_timeout",
          "timeout='%s' is none: expected milliseconds, or as 30s, more than 0 and at most %d s"
              .formatted(text, limits.maxTimeout().toSeconds()));
    }
    return timeout;
  }

  private static @Nullable Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      return null;
    }
    long amount = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2) == null ? "ms" : matcher.group(2);
    return switch (unit) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofMillis(amount);
    };
  }

  private int maxRows(@Nullable String text) {
    if (text == null) {
      return limits.rows();
    }
    if (!text.matches("\\d{1,9}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > limits.maxRows()) {
      throw ProblemException.badRequest(
          "bad_max_rows",
          "max_rows='%s' is none: expected 1 to %,d".formatted(text, limits.maxRows()));
    }
    return Integer.parseInt(text);
  }

  private static AnswerFormat format(@Nullable String text, @Nullable String accept) {
    if (text == null) {
      return AnswerMedia.accepted(accept);
    }
    AnswerFormat format = AnswerFormat.named(text);
    if (format == null || format == AnswerFormat.TABLE || format == AnswerFormat.TEXT) {
      throw ProblemException.badRequest(
          "bad_format", "format='%s' is none: expected ndjson, json or csv".formatted(text));
    }
    return format;
  }
}
