package dev.rearview.ingestion.redaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rearview.ingestion.redaction.JsonRedaction.Rules;
import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Event;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Removes secrets from every place of an event.
 *
 * <p>In texts (message, values of attributes, strings in a state delta) a marker names what stood
 * there. In ids and names, which must stay distinct and join what belongs together, a pseudonym
 * takes its place. Safe for use by several threads at once.
 */
public final class Redactor {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private final SensitiveNames names;
  private final TextRedaction texts;
  private final Pseudonyms pseudonyms;

  public Redactor(RedactionSettings settings) {
    names = new SensitiveNames(settings.fields());
    texts = new TextRedaction(names);
    pseudonyms = new Pseudonyms(settings.key());
  }

  /**
   * Rewrites the event in place. Its delta, where it has one, must be valid JSON.
   *
   * @return what was found
   */
  public Findings redact(Event.Builder event) {
    Findings found = new Findings();
    event.message(optional(event.message(), text -> text(text, found)));
    if (event.stateDelta() != null) {
      event.stateDelta(delta(event.stateDelta(), event.deltaFormat(), found));
    }
    event.attributes(attributes(event.attributes(), found));
    event.metrics(metrics(event.metrics(), found));
    UnaryOperator<String> id = text -> id(text, found);
    event.reqId(optional(event.reqId(), id));
    event.requestId(optional(event.requestId(), id));
    event.sessionId(optional(event.sessionId(), id));
    event.traceId(optional(event.traceId(), id));
    event.spanId(optional(event.spanId(), id));
    event.parentSpanId(optional(event.parentSpanId(), id));
    event.sourceId(optional(event.sourceId(), id));
    event.componentId(optional(event.componentId(), id));
    if (event.dependencyIds() != null) {
      event.dependencyIds(event.dependencyIds().stream().map(id).toList());
    }
    return found;
  }

  /** A text for people, as a message or a reason, without secrets. */
  public String text(String text) {
    return text(text, new Findings());
  }

  private String text(String text, Findings found) {
    return texts.redact(text, found, (secret, value) -> secret.marker());
  }

  private String id(String text, Findings found) {
    return texts.redact(text, found, pseudonyms::of);
  }

  private SortedMap<String, String> attributes(Map<String, String> attributes, Findings found) {
    SortedMap<String, String> redacted = new TreeMap<>();
    attributes.forEach((name, value) -> {
      boolean secret = names.matches(name) && !value.isEmpty();
      if (secret) {
        found.add(Secret.FIELD);
      }
      redacted.put(id(name, found), secret ? Secret.FIELD.marker() : text(value, found));
    });
    return redacted;
  }

  private SortedMap<String, Double> metrics(Map<String, Double> metrics, Findings found) {
    SortedMap<String, Double> redacted = new TreeMap<>();
    metrics.forEach((name, value) -> redacted.put(id(name, found), value));
    return redacted;
  }

  private String delta(String delta, @Nullable DeltaFormat format, Findings found) {
    if (format == DeltaFormat.JSON_PATCH) {
      return patch(delta, found);
    }
    return JsonRedaction.rewrite(delta, rules(found, text -> text(text, found)));
  }

  /**
   * Paths of a patch are names. A value that a path puts under a secret name is secret; such a
   * patch is written anew, any other keeps its bytes.
   */
  private String patch(String delta, Findings found) {
    try {
      JsonNode patch = JSON.readTree(delta);
      StringBuilder operations = new StringBuilder("[");
      boolean anySecret = false;
      for (JsonNode operation : patch) {
        boolean secret = names.matches(lastName(operation.path("path").asText()));
        anySecret |= secret && operation.hasNonNull("value");
        operations.append(operations.length() > 1 ? "," : "");
        operations.append(operation(operation, secret, found));
      }
      if (anySecret) {
        return operations.append(']').toString();
      }
      return JsonRedaction.rewrite(
          delta, rules(new Findings(), text -> patchText(text, new Findings())));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the delta is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private String operation(JsonNode operation, boolean secret, Findings found) {
    Rules rules = rules(found, text -> patchText(text, found));
    Rules withValue =
        new Rules(
            rules.name(),
            rules.value(),
            name -> (secret && name.equals("value")) || rules.isSecretName().test(name),
            rules.isSecretNumber(),
            rules.marker());
    return JsonRedaction.rewrite(operation.toString(), withValue);
  }

  /** JSON pointers must find again what the names became. */
  private String patchText(String text, Findings found) {
    return text.startsWith("/") ? id(text, found) : text(text, found);
  }

  private Rules rules(Findings found, UnaryOperator<String> value) {
    return new Rules(
        name -> id(name, found),
        value,
        name -> {
          boolean secret = names.matches(name);
          if (secret) {
            found.add(Secret.FIELD);
          }
          return secret;
        },
        number -> isCard(number, found),
        Secret.FIELD.marker());
  }

  private static boolean isCard(String number, Findings found) {
    boolean card = number.chars().allMatch(c -> c >= '0' && c <= '9') && CardNumbers.isCard(number);
    if (card) {
      found.add(Secret.CARD);
    }
    return card;
  }

  private static String lastName(String pointer) {
    List<String> parts = List.of(pointer.split("/", -1));
    for (int i = parts.size() - 1; i >= 0; i--) {
      boolean index = parts.get(i).equals("-") || parts.get(i).matches("\\d{0,9}");
      if (!index) {
        return parts.get(i);
      }
    }
    return "";
  }

  private static @Nullable String optional(@Nullable String text, UnaryOperator<String> redact) {
    return text == null ? null : redact.apply(text);
  }
}
