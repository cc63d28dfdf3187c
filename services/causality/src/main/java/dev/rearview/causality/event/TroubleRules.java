package dev.rearview.causality.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rearview.model.DeltaFormat;
import dev.rearview.model.Event;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges from an event alone whether it is trouble, and of what kind. The rules are few and can be
 * told to a user: who deployed or configured, what ran full, what reported a bad state, what
 * failed.
 */
public final class TroubleRules {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double FULL_PERCENT = 90;
  private static final double FULL_RATIO = 0.95;

  private static final Pattern SHARE =
      Pattern.compile("(cpu|memory|heap|disk)|.*(_percent|_pct|_utilization|_utilisation)");
  private static final Pattern RATIO = Pattern.compile(".*(used|usage|pool|full).*_ratio");
  private static final Set<String> RATES = Set.of("error_percent", "success_percent");
  private static final Pattern EXHAUSTED =
      Pattern.compile(
          "(?i)\\bexhausted\\b|too many (clients|connections|open files)|out of memory|"
              + "OutOfMemory|OOMKilled|heap space|no space left|(disk|queue|pool) (is )?full|"
              + "deadlock");
  private static final Set<String> IMAGE = Set.of("image", "version", "tag", "build");
  private static final Set<String> CONFIG =
      Set.of("config", "configuration", "env", "limits", "resources", "flags", "settings");

  private TroubleRules() {}

  /** The kind of trouble, or null where the event is none. */
  public static @Nullable Trouble judge(Event event) {
    Trouble change = change(event);
    if (change != null) {
      return change;
    }
    boolean warns = event.logLevel() != null && event.logLevel().isAtLeast(Level.WARN);
    if (saturated(event) || ((warns || event.errorOccurred()) && namesExhaustion(event))) {
      return Trouble.SATURATION;
    }
    if (event.errorOccurred()) {
      return Trouble.ERROR;
    }
    return warns && event.stateDelta() != null ? Trouble.DEGRADED : null;
  }

  private static @Nullable Trouble change(Event event) {
    Set<String> names = names(event);
    boolean deploys = event.kind() == Kind.DEPLOY;
    if (deploys && names.contains("replicas") && !isScaling(event)) {
      return Trouble.DEPLOY;
    }
    if (names.stream().anyMatch(IMAGE::contains)) {
      return Trouble.DEPLOY;
    }
    if (names.stream().anyMatch(n -> CONFIG.contains(n) || n.startsWith("config"))) {
      return Trouble.CONFIGURATION;
    }
    if (names.contains("replicas")) {
      return Trouble.SCALING;
    }
    return deploys ? Trouble.DEPLOY : null;
  }

  /** A deploy event that says itself that only the number of replicas changed. */
  private static boolean isScaling(Event event) {
    String change = event.attributes().get("change");
    return change == null || change.toLowerCase(Locale.ROOT).contains("scal");
  }

  private static Set<String> names(Event event) {
    Set<String> names = new LinkedHashSet<>();
    if (event.stateDelta() == null || event.deltaFormat() == DeltaFormat.REPLACE) {
      return names;
    }
    try {
      JsonNode delta = JSON.readTree(event.stateDelta());
      if (event.deltaFormat() == DeltaFormat.JSON_PATCH) {
        delta.forEach(step -> names.add(firstPart(step.path("path").asText())));
      } else {
        delta.fieldNames().forEachRemaining(n -> names.add(n.toLowerCase(Locale.ROOT)));
      }
    } catch (JsonProcessingException e) {
      return Set.of();
    }
    return names;
  }

  private static String firstPart(String pointer) {
    String[] parts = pointer.split("/", 3);
    return parts.length < 2 ? "" : parts[1].toLowerCase(Locale.ROOT);
  }

  private static boolean saturated(Event event) {
    for (Map.Entry<String, Double> metric : event.metrics().entrySet()) {
      String name = metric.getKey().toLowerCase(Locale.ROOT);
      if (!RATES.contains(name)
          && ((SHARE.matcher(name).matches() && metric.getValue() >= FULL_PERCENT)
              || (RATIO.matcher(name).matches() && metric.getValue() >= FULL_RATIO))) {
        return true;
      }
    }
    return false;
  }

  private static boolean namesExhaustion(Event event) {
    return event.message() != null && EXHAUSTED.matcher(event.message()).find();
  }
}
