package dev.rearview.engine.scan;

import dev.rearview.engine.format.EventTime;
import dev.rearview.engine.format.FieldReader;
import dev.rearview.engine.format.LogFormat;
import dev.rearview.engine.format.Pairs;
import dev.rearview.engine.format.ParsedLine;
import dev.rearview.engine.format.RawFormat;
import dev.rearview.engine.format.SaidByReader;
import dev.rearview.engine.format.WrittenRecord;
import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.Times;
import dev.rearview.engine.record.Values;
import dev.rearview.model.ComponentId;
import dev.rearview.model.EventIds;
import dev.rearview.model.Kind;
import dev.rearview.model.Level;
import dev.rearview.model.TimeSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A record of a log file. What its text says is read when it is first asked for. */
public final class FileRecord implements WrittenRecord {
  private static final Field DELTA = Field.named("state_delta");
  private static final String ERROR_KIND = Kind.ERROR.wireName();
  private static final List<BuiltIn> SHOWN =
      List.of(
          BuiltIn.TS,
          BuiltIn.LEVEL,
          BuiltIn.SERVICE,
          BuiltIn.COMPONENT,
          BuiltIn.MESSAGE,
          BuiltIn.KIND,
          BuiltIn.NODE,
          BuiltIn.NAMESPACE,
          BuiltIn.POD,
          BuiltIn.CONTAINER,
          BuiltIn.RESTART,
          BuiltIn.FILE,
          BuiltIn.LINE,
          BuiltIn.TRACE_ID,
          BuiltIn.SPAN_ID,
          BuiltIn.REQUEST_ID,
          BuiltIn.SESSION_ID,
          BuiltIn.EVENT_ID);

  private final PieceSource source;
  private final long offset;
  private final long endOffset;
  private final long line;
  private final int lines;
  private final boolean cut;
  private final String output;
  private final byte[] bytes;
  private final int from;
  private final int firstEnd;
  private final int to;
  private final int head;
  private final @Nullable FieldReaders readers;
  private final boolean ownsBytes;
  private final LogFormat assumed;
  private LogFormat format;
  private @Nullable ParsedLine parsed;
  private @Nullable EventTime runtime;
  private boolean runtimeKnown;
  private @Nullable EventTime time;
  private boolean timeKnown;
  private @Nullable String text;

  /** The time that its first line says, where that was told without reading all of the line. */
  private @Nullable EventTime sure;

  private boolean sureKnown;

  /**
   * @param readers may read its fields while it is lent; null where nothing does
   * @param head where the runtime's time stands in the bytes; -1 where there is none
   * @param runtime the runtime's time where there is no head
   */
  FileRecord(
      PieceSource source,
      @Nullable FieldReaders readers,
      RecordDraft draft,
      byte[] bytes,
      int from,
      int firstEnd,
      int to,
      int head,
      @Nullable EventTime runtime) {
    this.source = source;
    this.readers = readers;
    this.offset = draft.offset();
    this.endOffset = draft.endOffset();
    this.line = draft.number();
    this.lines = draft.lines();
    this.cut = draft.cut();
    this.output = draft.output();
    this.assumed = draft.format();
    this.format = assumed;
    this.parsed = draft.parsed();
    this.bytes = bytes;
    this.from = from;
    this.firstEnd = firstEnd;
    this.to = to;
    this.head = head;
    this.ownsBytes = draft.isOwned();
    this.runtime = runtime;
    this.runtimeKnown = head < 0;
  }

  /** A record of one line that lies in the bytes and starts at an offset of its piece. */
  FileRecord(
      PieceSource source,
      FieldReaders readers,
      LogFormat format,
      byte[] bytes,
      int from,
      int to,
      long offset,
      long endOffset) {
    this.source = source;
    this.readers = readers;
    this.offset = offset;
    this.endOffset = endOffset;
    this.line = 0;
    this.lines = 1;
    this.cut = false;
    this.output = "";
    this.assumed = format;
    this.format = format;
    this.bytes = bytes;
    this.from = from;
    this.firstEnd = to;
    this.to = to;
    this.head = -1;
    this.ownsBytes = false;
    this.runtimeKnown = true;
  }

  private FileRecord(FileRecord other, byte[] bytes, int shift) {
    this.source = other.source;
    this.readers = null;
    this.offset = other.offset;
    this.endOffset = other.endOffset;
    this.line = other.line;
    this.lines = other.lines;
    this.cut = other.cut;
    this.output = other.output;
    this.assumed = other.assumed;
    this.format = other.format;
    this.parsed = other.parsed;
    this.bytes = bytes;
    this.from = other.from - shift;
    this.firstEnd = other.firstEnd - shift;
    this.to = other.to - shift;
    this.head = other.head - (other.head < 0 ? 0 : shift);
    this.ownsBytes = true;
    this.runtime = other.runtime;
    this.runtimeKnown = other.runtimeKnown;
    this.time = other.time;
    this.timeKnown = other.timeKnown;
    this.text = other.text;
  }

  /** The same record with bytes of its own, so that it stays valid. */
  public FileRecord retain() {
    if (ownsBytes) {
      return new FileRecord(this, bytes, 0);
    }
    int start = head < 0 ? from : head;
    return new FileRecord(this, Arrays.copyOfRange(bytes, start, to), start);
  }

  /**
   * What holds the text as the application wrote it, over all its lines: from {@link #from} up to
   * {@link #to}. Not to be changed. Where the record was only lent, as a reader says it, they are
   * valid until the reader goes on.
   */
  public byte[] bytes() {
    return bytes;
  }

  PieceSource source() {
    return source;
  }

  /** Where it begins in its piece, uncompressed. */
  public long offset() {
    return offset;
  }

  /** Where what follows it begins in its piece, uncompressed. */
  public long endOffset() {
    return endOffset;
  }

  /** Where its text begins in {@link #bytes}. */
  public int from() {
    return from;
  }

  /** Where its first line ends in {@link #bytes}. */
  public int firstLineEnd() {
    return firstEnd;
  }

  /** Where its text ends in {@link #bytes}. */
  public int to() {
    return to;
  }

  @Override
  public @Nullable FieldReader fieldReader() {
    if (readers == null || parsed != null) {
      return null;
    }
    FieldReader reader =
        readers.at(this, format, bytes, from, format.readsWholeRecord() ? to : firstEnd);
    if (reader != null && !reader.isRecord()) {
      parsed();
      return null;
    }
    return reader;
  }

  private @Nullable Object own(Field field) {
    FieldReader reader = fieldReader();
    return reader != null ? reader.get(field) : parsed().fields().get(field);
  }

  private ParsedLine parsed() {
    ParsedLine known = parsed;
    if (known == null) {
      known = parse(format);
      if (known == null) {
        known = parseAsOther();
      }
      parsed = known;
    }
    return known;
  }

  /** A line of its segment's format that turns out to be none may be of any other. */
  private ParsedLine parseAsOther() {
    LogFormat other =
        format.isBroken(firstLine(), source.times())
            ? null
            : source.settings().formats().find(bytes, from, firstEnd, source.times());
    ParsedLine said = other == null || other == format ? null : parse(other);
    if (other != null && said != null) {
      format = other;
      return said;
    }
    format = RawFormat.INSTANCE;
    return RawFormat.INSTANCE.parse(firstLine(), source.times());
  }

  private @Nullable ParsedLine parse(LogFormat tried) {
    return tried.mayStart(bytes, from, firstEnd)
        ? tried.parse(tried.readsWholeRecord() ? raw() : firstLine(), source.times())
        : null;
  }

  private String firstLine() {
    return lines == 1 ? raw() : new String(bytes, from, firstEnd - from, StandardCharsets.UTF_8);
  }

  private @Nullable EventTime runtime() {
    if (!runtimeKnown) {
      runtime = Unwrapped.timeOf(bytes, head, from);
      runtimeKnown = true;
    }
    return runtime;
  }

  /** The record's own time where it says its zone; else the runtime's, where there is one. */
  private @Nullable EventTime time() {
    if (!timeKnown) {
      FieldReader reader = fieldReader();
      EventTime own = reader != null ? reader.time(source.times()) : said();
      EventTime runtime = runtime();
      boolean certain = own != null && own.source() == TimeSource.REPORTED;
      time = certain || runtime == null ? own : runtime;
      timeKnown = true;
    }
    return time;
  }

  /** The time that its first line says. */
  private @Nullable EventTime said() {
    EventTime told = sure();
    return told != null ? told : parsed().time();
  }

  private @Nullable EventTime sure() {
    if (!sureKnown && readers != null && parsed == null) {
      sure = readers.sureTime(format, bytes, from, firstEnd, source.times());
      sureKnown = true;
    }
    return sure;
  }

  @Override
  public long tsNanos() {
    EventTime known = time();
    return known == null ? NO_TIME : known.nanos();
  }

  /**
   * The time by which it stands among others: its own, as far as where its format has the time
   * tells that; cheaper than {@link #tsNanos} where nothing else of it is read. It is another where
   * a line begins as those of its format do and goes on otherwise.
   */
  public long orderNanos() {
    if (readers != null && head < 0 && output.isEmpty() && !assumed.isMultiLine()) {
      EventTime leading = readers.leadingTime(assumed, bytes, from, firstEnd, source.times());
      if (leading != null) {
        return leading.nanos();
      }
    }
    return tsNanos();
  }

  /** How its time is known. */
  public TimeSource timeSource() {
    EventTime known = time();
    return known == null ? TimeSource.NONE : known.source();
  }

  /** Name of the format that it is written in. */
  public String format() {
    if (fieldReader() == null && sure() == null) {
      parsed();
    }
    return format.name();
  }

  /** What it is written in, where something of what it says was asked for before; else null. */
  public @Nullable LogFormat formatIfRead() {
    boolean isRead = parsed != null || sure != null;
    return isRead || (readers != null && readers.standAt(this)) ? format : null;
  }

  /** The text as the application wrote it, over all its lines. */
  public String raw() {
    String known = text;
    if (known == null) {
      known = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      text = known;
    }
    return known;
  }

  /** Whether it was longer than the maximum and lacks its end. */
  public boolean isCut() {
    return cut;
  }

  /** Where reading goes on after it. */
  public ScanPosition end() {
    return new ScanPosition(source.head().id(), endOffset);
  }

  public UUID eventId() {
    return EventIds.ofPosition(stream(), source.head().id(), offset);
  }

  public @Nullable Level level() {
    FieldReader reader = fieldReader();
    return reader != null ? reader.level() : parsed().level();
  }

  public Origin origin() {
    return source.stream().origin();
  }

  /** The message over all its lines; null where its format has none. */
  public @Nullable String message() {
    String message = firstMessage();
    return message == null || lines == 1 || format.readsWholeRecord()
        ? message
        : message + new String(bytes, firstEnd, to - firstEnd, StandardCharsets.UTF_8);
  }

  private @Nullable String firstMessage() {
    FieldReader reader = fieldReader();
    return reader != null ? reader.message() : parsed().message();
  }

  private @Nullable String levelText() {
    FieldReader reader = fieldReader();
    return reader != null ? reader.levelText() : parsed().levelText();
  }

  @Override
  public @Nullable Object get(Field field) {
    BuiltIn builtIn = field.builtIn();
    if (builtIn == null) {
      Object own = own(field);
      own = own != null ? own : fromMessage(field);
      return own == null ? saidByReader(field) : own;
    }
    return switch (builtIn) {
      case TS -> ts();
      case LEVEL -> level();
      case LEVEL_TEXT -> levelText();
      case MESSAGE -> message();
      case RAW -> raw();
      case KIND -> kind();
      case SERVICE -> service();
      case COMPONENT -> component();
      case NODE -> node();
      case NAMESPACE -> origin().namespace();
      case POD -> origin().pod();
      case CONTAINER -> origin().container();
      case RESTART -> origin().pod() == null ? null : (Object) (long) source.piece().restart();
      case STREAM -> stream();
      case FILE -> source.piece().path().toString();
      case LINE -> lineNumber();
      case EVENT_ID -> eventId().toString();
      case ERROR_OCCURRED -> errorOccurred();
      case TRACE_ID, SPAN_ID, REQUEST_ID, SESSION_ID -> {
        Object own = own(field);
        yield own != null ? own : fromMessage(field);
      }
      case OBSERVED_TS -> observed(field);
      case GLOBAL_SEQ, SOURCE_ID, WORLD -> own(field);
    };
  }

  private @Nullable Object saidByReader(Field field) {
    if (field.equals(SaidByReader.TIME_SOURCE)) {
      return timeSource().wireName();
    }
    return field.equals(SaidByReader.LOG_FORMAT) ? format() : null;
  }

  /** When the runtime took the line in; without one, what the record itself says of it. */
  private @Nullable Object observed(Field field) {
    EventTime taken = runtime();
    return taken == null ? own(field) : Times.instant(taken.nanos());
  }

  /** Counted from 1 in its piece; null where that is not known. */
  private @Nullable Object lineNumber() {
    if (source.countsLines()) {
      return line;
    }
    LineNumbers numbers = source.lineNumbers();
    return numbers == null ? null : (Object) numbers.at(offset);
  }

  /** {@code name=value} inside the text of a message is a field too. */
  private @Nullable Object fromMessage(Field field) {
    FieldReader reader = fieldReader();
    if (reader != null && !reader.mayHavePairs()) {
      return null;
    }
    String message = firstMessage();
    if (message == null || message.indexOf('=') < 0) {
      return null;
    }
    Object found = Pairs.find(message, field.name());
    return found == null || !field.isId() ? found : Values.text(found);
  }

  private String kind() {
    Object own = own(Field.KIND);
    if (own != null) {
      return Values.text(own);
    }
    Level level = level();
    if (level != null && level.isAtLeast(Level.ERROR)) {
      return Kind.ERROR.wireName();
    }
    return (own(DELTA) != null ? Kind.STATE : Kind.LOG).wireName();
  }

  private boolean errorOccurred() {
    Level level = level();
    if (level != null && level.isAtLeast(Level.ERROR)) {
      return true;
    }
    Object own = own(Field.KIND);
    return own != null && ERROR_KIND.equals(Values.text(own));
  }

  private String service() {
    Object own = own(Field.SERVICE);
    return own instanceof String name && !name.isBlank() ? name : origin().app();
  }

  /** Its own component where it names one with its namespace, else that of its stream. */
  private String component() {
    Object own = own(Field.COMPONENT);
    if (own instanceof String text && text.indexOf('/') > 0) {
      ComponentId id = ComponentId.tryParse(text);
      if (id != null) {
        return id.toString();
      }
    }
    return origin().namespace() == null ? service() : origin().component();
  }

  @Override
  public String node() {
    return origin().node();
  }

  @Override
  public String stream() {
    return source.streamId();
  }

  /** The piece's place in its stream, then the offset in it. */
  @Override
  public long position() {
    return ((long) source.order() << 44) | offset;
  }

  /** The place in its stream of the piece that a {@link #position} lies in, from 0. */
  public static int pieceOf(long position) {
    return (int) (position >>> 44);
  }

  @Override
  public void forEachField(BiConsumer<? super String, Object> sink) {
    for (BuiltIn builtIn : SHOWN) {
      Object value = get(Field.of(builtIn));
      if (value != null) {
        sink.accept(builtIn.fieldName(), value);
      }
    }
    forEachOwn(
        (field, value) -> sink.accept(field.name(), field.isId() ? Values.text(value) : value));
  }

  /** What a record nearly always has, and takes long to tell, is told of one that adds it. */
  @Override
  public void addNames(Set<? super String> names) {
    for (BuiltIn builtIn : SHOWN) {
      if (!names.contains(builtIn.fieldName()) && get(Field.of(builtIn)) != null) {
        names.add(builtIn.fieldName());
      }
    }
    forEachOwn((field, value) -> names.add(field.name()));
  }

  private void forEachOwn(BiConsumer<Field, Object> sink) {
    parsed()
        .fields()
        .forEach((name, value) -> {
          Field field = Field.named(name);
          BuiltIn builtIn = field.builtIn();
          if (builtIn == null || !SHOWN.contains(builtIn)) {
            sink.accept(field, value);
          }
        });
  }

  /** The names of the fields that its text has, as they are shown. */
  public List<String> ownFields() {
    List<String> names = new ArrayList<>();
    parsed().fields().forEach((name, value) -> names.add(Field.named(name).name()));
    return names;
  }

  @Override
  public String toString() {
    return (hasTime() ? Times.instant(tsNanos()) + " " : "") + raw();
  }
}
