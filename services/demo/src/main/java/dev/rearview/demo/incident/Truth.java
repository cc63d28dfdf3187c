package dev.rearview.demo.incident;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rearview.demo.shop.Service;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The truth of each incident, one line of JSON each once it is over: what it was, where and with
 * which event it began, whom it reached in which order, and the errors that a user saw. It is for
 * whoever judges the answers; nothing in the product reads it.
 */
public final class Truth {
  /** Most ids of visible errors that are kept of one incident. */
  static final int MAX_SYMPTOMS = 50;

  private static final long AFTERMATH_MS = 30_000;
  private static final JsonFactory JSON = new JsonFactory();

  private final Path file;
  private final Map<String, Open> open = new TreeMap<>();

  public Truth(Path file) {
    this.file = file;
  }

  private static final class Open {
    final Incident incident;
    final Map<Service, Long> reachedMs = new EnumMap<>(Service.class);
    final Set<UUID> symptoms = new LinkedHashSet<>();

    Open(Incident incident) {
      this.incident = incident;
    }
  }

  /** An incident made a call at that service fail. */
  public void reached(
      Incident incident, Service service, long atMs, UUID eventId, boolean visible) {
    Open known = open.computeIfAbsent(incident.id(), id -> new Open(incident));
    if (service != incident.root()) {
      known.reachedMs.merge(service, atMs, Math::min);
    }
    if (visible && known.symptoms.size() < MAX_SYMPTOMS) {
      known.symptoms.add(eventId);
    }
  }

  /**
   * The incidents that are known of at that moment, so that one that reached nobody is told too.
   */
  public void look(Collection<Incident> around) {
    for (Incident incident : around) {
      open.computeIfAbsent(incident.id(), id -> new Open(incident));
    }
  }

  /**
   * Writes the incidents that are over by then.
   *
   * @param write whether to write them; else they were written in an earlier run
   */
  public void settle(long nowMs, boolean write) throws IOException {
    for (Iterator<Open> all = open.values().iterator(); all.hasNext(); ) {
      Open known = all.next();
      if (known.incident.endMs() + AFTERMATH_MS < nowMs) {
        all.remove();
        if (write) {
          Files.writeString(
              file,
              line(known) + "\n",
              StandardCharsets.UTF_8,
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND);
        }
      }
    }
  }

  private static String line(Open known) {
    Incident incident = known.incident;
    StringWriter out = new StringWriter();
    try (JsonGenerator g = JSON.createGenerator(out)) {
      g.writeStartObject();
      g.writeStringField("id", incident.id());
      g.writeStringField("kind", incident.kind().wireName());
      g.writeStringField("root_component", incident.root().componentId());
      g.writeStringField("root_event_id", incident.rootEventId().toString());
      g.writeStringField("start", Instant.ofEpochMilli(incident.startMs()).toString());
      g.writeStringField("end", Instant.ofEpochMilli(incident.endMs()).toString());
      g.writeArrayFieldStart("affected");
      g.writeString(incident.root().componentId());
      for (var reached :
          known.reachedMs.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList()) {
        g.writeString(reached.getKey().componentId());
      }
      g.writeEndArray();
      g.writeArrayFieldStart("symptom_event_ids");
      for (UUID id : known.symptoms) {
        g.writeString(id.toString());
      }
      g.writeEndArray();
      g.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
