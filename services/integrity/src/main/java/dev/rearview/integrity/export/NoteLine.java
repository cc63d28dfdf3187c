package dev.rearview.integrity.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.rearview.integrity.note.NoteException;
import dev.rearview.integrity.note.SignedNote;
import java.io.IOException;

/** The line of an export that holds a signed note: {@code {"note":"…"}}. */
public final class NoteLine {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String BEGINNING = "{\"note\":";

  private NoteLine() {}

  /** The line, without its end. */
  public static String write(SignedNote note) {
    return BEGINNING
        + '"'
        + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(note.format()))
        + "\"}";
  }

  static boolean isOne(String json) {
    return json.startsWith(BEGINNING);
  }

  static String read(String json) throws NoteException {
    try (JsonParser parser = JSON.createParser(json)) {
      boolean object =
          parser.nextToken() == JsonToken.START_OBJECT
              && parser.nextToken() == JsonToken.FIELD_NAME
              && parser.nextToken() == JsonToken.VALUE_STRING;
      String note = object ? parser.getText() : "";
      if (object && parser.nextToken() == JsonToken.END_OBJECT && parser.nextToken() == null) {
        return note;
      }
    } catch (IOException e) {
      throw new NoteException(0, "no JSON: " + e.getMessage());
    }
    throw new NoteException(0, "it reads {\"note\":\"TEXT\"}");
  }
}
