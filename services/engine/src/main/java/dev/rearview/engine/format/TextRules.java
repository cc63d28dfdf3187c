package dev.rearview.engine.format;

import dev.rearview.engine.pattern.ByteClass;
import dev.rearview.engine.pattern.Needle;
import dev.rearview.engine.pattern.Requirement;
import dev.rearview.model.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How text and levels of records may stand in the bytes of a segment of a file: what a search of
 * its bytes can go by. Whatever format a line turns out to be of, what is said here holds for it.
 */
public final class TextRules {
  /** Characters that are escaped in JSON or structured data. */
  private static final String ESCAPED = "\"\\/]";

  /** Around these, JSON that is shown as text may lack or have white space. */
  private static final String STRUCTURE = ESCAPED + "{}[,:";

  private final Envelope envelope;
  private final List<LogFormat> possible;
  private final @Nullable JsonFormat json;
  private final @Nullable String app;

  private TextRules(
      Envelope envelope,
      List<LogFormat> possible,
      @Nullable JsonFormat json,
      @Nullable String app) {
    this.envelope = envelope;
    this.possible = List.copyOf(possible);
    this.json = json;
    this.app = app;
  }

  /**
   * Of a segment.
   *
   * @param formats that are known to the scan
   * @param segment that is taken for granted in it: of all JSON objects there, where it is of JSON
   * @param app the service of records that name none; null where that is unknown
   */
  public static TextRules of(
      Formats formats, LogFormat segment, Envelope envelope, @Nullable String app) {
    JsonFormat json = segment instanceof JsonFormat known ? known : null;
    List<LogFormat> possible = new ArrayList<>();
    possible.add(segment);
    for (LogFormat format : formats.all()) {
      boolean never =
          format instanceof JsonFormat
              ? json != null
              : isNever(format, segment, json != null && envelope == Envelope.NONE);
      if (format != segment && !never) {
        possible.add(format);
      }
    }
    return new TextRules(envelope, possible, json, app);
  }

  /** Whether no line that is asked about is of a format. */
  private static boolean isNever(LogFormat format, LogFormat segment, boolean braced) {
    return switch (format) {
      case SpreadJsonFormat spread -> !segment.isMultiLine();
      case PatternFormat pattern -> braced && !pattern.first().has('{');
      case LogfmtFormat logfmt -> braced;
      case OtlpFormat otlp -> segment instanceof JsonFormat;
      default -> false;
    };
  }

  /** The service of records that name none; null where that is unknown. */
  public @Nullable String app() {
    return app;
  }

  /** Whether a record's raw text is its line's bytes and nothing else. */
  public boolean isVerbatim() {
    return envelope == Envelope.NONE;
  }

  /** What the bytes contain of every record whose raw text contains this. */
  public Requirement raw(String literal) {
    Requirement plain =
        envelope == Envelope.DOCKER
            ? TextPieces.of(literal, ESCAPED).ofText()
            : Requirement.containing(literal);
    return withParts(plain);
  }

  /**
   * What the bytes contain of every record of whose raw text this is known.
   *
   * @param ofText about the text itself
   */
  public Requirement raw(Requirement ofText) {
    return withParts(envelope == Envelope.DOCKER ? ofPieces(ofText) : ofText);
  }

  /** What the bytes contain of every record whose message, as text, contains this. */
  public Requirement inMessage(String literal) {
    return withOthers(message(TextPieces.of(literal, STRUCTURE).ofShown()));
  }

  /** The same, where it is known what the message's text contains. */
  public Requirement inMessage(Requirement ofText) {
    return withOthers(message(ofPieces(ofText)));
  }

  /** What the bytes contain of every record one of whose fields, as text, contains this. */
  public Requirement inField(String literal) {
    return withOthers(TextPieces.of(literal, STRUCTURE).ofShown());
  }

  /** The same, where it is known what the field's text contains. */
  public Requirement inField(Requirement ofText) {
    return withOthers(ofPieces(ofText));
  }

  /** What the bytes contain of every record one of whose fields is this text, and no number. */
  public Requirement isField(String text) {
    return withOthers(TextPieces.of(text, ESCAPED).ofText());
  }

  /** What the bytes contain of every record one of whose fields is true, or is not. */
  public Requirement isTruth(boolean truth) {
    return withOthers(
        Requirement.any(
            List.of(
                new Requirement.Contains(Needle.ignoringCase(Boolean.toString(truth))),
                Writing.escapedAscii(),
                Writing.quotedPair("truefalsTRUEFALS"))));
  }

  /** What the bytes contain of every record one of whose fields is this number, also as text. */
  public Requirement isNumber(long number) {
    return withOthers(NumberForms.of(number));
  }

  /** What the bytes contain of every record one of whose fields, as text, is this. */
  public Requirement isShownAs(String text) {
    return withOthers(shownAs(text));
  }

  /** What the bytes contain of every record whose message is this. */
  public Requirement isMessage(String text) {
    return withOthers(message(shownAs(text)));
  }

  private static Requirement shownAs(String text) {
    Requirement plain = TextPieces.of(text, ESCAPED).ofText();
    boolean nested = text.startsWith("{") || text.startsWith("[");
    return nested ? Requirement.ALWAYS : NumberForms.shownAs(text, plain);
  }

  /** What the bytes contain of every record whose level is one of these. */
  public Requirement levels(Set<Level> levels) {
    List<Requirement> forms = new ArrayList<>(List.of(LevelForms.words(levels)));
    Requirement usual = JsonFormats.GENERIC.written(levels);
    for (LogFormat format : possible) {
      Requirement form = format.written(levels);
      if (!(format instanceof JsonFormat other)
          || other == json
          || other.dialect().marks().isEmpty()) {
        forms.add(form);
      } else if (!form.equals(usual)) {
        forms.add(other.marked(form)); // taken for this dialect only where they have its marks
      }
    }
    return withOthers(LevelForms.shortest(Requirement.any(forms)));
  }

  /** A message may be put together: of a template and other fields, or of numbers for its bytes. */
  private Requirement message(Requirement written) {
    List<Requirement> forms = new ArrayList<>(List.of(written));
    for (LogFormat format : possible) {
      if (format instanceof JsonFormat other) {
        if (other.dialect().template()) {
          forms.add(other == json ? Requirement.ALWAYS : other.marked(Requirement.ALWAYS));
        }
      } else if (format instanceof SpreadJsonFormat && json != JsonFormats.CLEF) {
        forms.add(JsonFormats.CLEF.marked(Requirement.ALWAYS));
      }
    }
    ByteClass blank = Writing.anyOf(" \t\r\\tr"); // in a string, tabs are escaped
    forms.add(
        Requirement.all(
            List.of(
                listStart(blank), Writing.contains(Writing.one('"'), blank.or(Writing.one(':'))))));
    return Requirement.any(forms);
  }

  /** The beginning of a list of numbers, which may stand at the end of a line. */
  private Requirement listStart(ByteClass blank) {
    ByteClass before = blank.or(Writing.one(':'));
    return possible.contains(SpreadJsonFormat.INSTANCE)
        ? Writing.contains(before, Writing.one('['))
        : Writing.contains(before, Writing.one('['), blank.or(ByteClass.DIGIT));
  }

  /** What is known of a text, of the bytes in which its characters may be escaped. */
  private static Requirement ofPieces(Requirement ofText) {
    return switch (ofText) {
      case Requirement.Contains contains -> TextPieces.of(contains.needle(), STRUCTURE).ofShown();
      case Requirement.All all ->
          Requirement.all(all.parts().stream().map(TextRules::ofPieces).toList());
      case Requirement.Any any ->
          Requirement.any(any.parts().stream().map(TextRules::ofPieces).toList());
      case Requirement.Found found -> Requirement.ALWAYS;
      case Requirement.BeginsOtherwise begins -> Requirement.ALWAYS;
      case Requirement.Always always -> always;
      case Requirement.Never never -> never;
    };
  }

  /** Among JSON objects, lines that do not begin with a brace are not asked about but found. */
  private Requirement withOthers(Requirement whole) {
    Requirement all = withParts(whole);
    return json == null || envelope != Envelope.NONE
        ? all
        : Requirement.any(List.of(all, new Requirement.BeginsOtherwise('{')));
  }

  private Requirement withParts(Requirement whole) {
    return Requirement.any(List.of(whole, envelope.part()));
  }
}
