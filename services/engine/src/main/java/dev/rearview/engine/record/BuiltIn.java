package dev.rearview.engine.record;

import java.util.Locale;

/** The fields that every record may have, whatever its format. */
public enum BuiltIn {
  TS(Type.TIME, "event time"),
  OBSERVED_TS(Type.TIME, "when it was taken in"),
  LEVEL(Type.LEVEL, "severity"),
  LEVEL_TEXT(Type.TEXT, "severity as the record itself writes it"),
  MESSAGE(Type.TEXT, "what it says, without time, level and origin"),
  RAW(Type.TEXT, "the record as it lies in the file"),
  KIND(Type.TEXT, "state, log, http, db, error, metric, span, deploy, kubernetes or custom"),
  SERVICE(Type.TEXT, "its own service name, else the app, else the container, else the file"),
  COMPONENT(Type.TEXT, "namespace/name"),
  NODE(Type.TEXT, "the node that it lies on"),
  NAMESPACE(Type.TEXT, "namespace of the pod"),
  POD(Type.TEXT, "name of the pod"),
  CONTAINER(Type.TEXT, "name of the container"),
  RESTART(Type.NUMBER, "which start of the container, from 0"),
  STREAM(Type.TEXT, "the stream that it belongs to"),
  FILE(Type.TEXT, "path of the file"),
  LINE(Type.NUMBER, "number of its first line in the file, from 1"),
  TRACE_ID(Type.ID, "trace"),
  SPAN_ID(Type.ID, "span"),
  REQUEST_ID(Type.ID, "request"),
  SESSION_ID(Type.ID, "session"),
  EVENT_ID(Type.ID, "the record's own id"),
  GLOBAL_SEQ(Type.NUMBER, "sequence number in its world"),
  SOURCE_ID(Type.ID, "who sent it"),
  WORLD(Type.TEXT, "tenant or system"),
  ERROR_OCCURRED(Type.TRUTH, "level >= ERROR OR kind = 'error'");

  /** What its values are. */
  public enum Type {
    TIME,
    LEVEL,
    TEXT,
    NUMBER,
    /** Text, also where it looks like a number. */
    ID,
    TRUTH
  }

  private final Type type;
  private final String meaning;
  private final String fieldName = name().toLowerCase(Locale.ROOT);

  BuiltIn(Type type, String meaning) {
    this.type = type;
    this.meaning = meaning;
  }

  public Type type() {
    return type;
  }

  /** One line for {@code SHOW FIELDS}. */
  public String meaning() {
    return meaning;
  }

  /** Its canonical name. */
  public String fieldName() {
    return fieldName;
  }
}
