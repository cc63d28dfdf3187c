package dev.rearview.timeql.node;

import dev.rearview.engine.context.ContextSize;
import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.expression.Required;
import dev.rearview.engine.expression.Requirements;
import dev.rearview.engine.format.LogFormat;
import dev.rearview.engine.pattern.Requirement;
import dev.rearview.engine.record.BuiltIn;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.scan.FileRecord;
import dev.rearview.engine.scan.OrderWatch;
import dev.rearview.engine.scan.PieceScan;
import dev.rearview.engine.scan.ReadBuffer;
import dev.rearview.engine.scan.Search;
import dev.rearview.engine.scan.StretchReader;
import dev.rearview.timeql.plan.NodePart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fragment as one thread runs it: what is searched for, and what is tested of a record. */
final class ScanWorker {
  /** Records of a stream that are looked at whatever is searched for, so that fields are known. */
  private static final int ALWAYS_LOOKED_AT = 200;

  private final NodePart part;
  private final RecordCounter counter;
  private final List<Field> derived;
  private final Finders finders;

  /** What is required in segments of the last piece, by their formats. */
  private final Map<Set<LogFormat>, Required> known = new HashMap<>();

  private final ReadBuffer buffer = new ReadBuffer();
  private final OrderWatch order = new OrderWatch();
  private final boolean hasRange;
  private @Nullable PieceScan lastPiece;

  /** Whether the condition is of the text as it stands, whatever its format. */
  private final boolean readsRawOnly;

  /** Lines of a file that streams are counted only where all are read. */
  private final boolean needsLineNumbers;

  ScanWorker(NodePart part, RecordCounter counter, Finders finders) {
    this.part = part;
    this.counter = counter;
    this.finders = finders;
    this.hasRange = !part.range().isEverything();
    Expression where = part.where();
    this.readsRawOnly = where != null && where.fields().stream().allMatch(Field.RAW::equals);
    List<@Nullable Expression> values = part.values();
    this.needsLineNumbers =
        part.fields().contains(Field.of(BuiltIn.LINE))
            || (values != null && values.stream().anyMatch(Objects::isNull));
    this.derived =
        part.extract().stream()
            .flatMap(extracted -> extracted.regex().groupNames().stream())
            .map(Field::named)
            .toList();
  }

  /** Memory for a stretch that this thread reads to its end before another. */
  ReadBuffer buffer() {
    return buffer;
  }

  NodePart part() {
    return part;
  }

  RecordCounter counter() {
    return counter;
  }

  /** What every match in a stretch must contain. */
  private Required required(PieceScan piece, long from, long to) throws IOException {
    if (piece != lastPiece) {
      lastPiece = piece;
      known.clear();
    }
    Set<LogFormat> formats = readsRawOnly ? Set.of(piece.headFormat()) : piece.formats(from, to);
    Required required = known.get(formats);
    if (required == null) {
      required = required(piece, formats);
      known.put(formats, required);
    }
    return required;
  }

  private Required required(PieceScan piece, Set<LogFormat> formats) {
    List<Requirement> any = new ArrayList<>();
    boolean exact = piece.isBare();
    for (LogFormat format : formats) {
      Required one = Requirements.of(part.where(), piece.rules(format), derived);
      any.add(one.requirement());
      exact &= one.exact();
    }
    return new Required(Requirement.any(any), exact);
  }

  /** Finds in a stretch what may match; null where every record may. To be given back. */
  Finders.@Nullable Loan finder(PieceScan piece, long from, long to) {
    ContextSize context = part.context();
    boolean counts = !piece.isDivisible() && needsLineNumbers;
    if (counts || (context != null && context.around() != null)) {
      return null;
    }
    try {
      return finders.borrow(piece, required(piece, from, to).requirement(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A reader of a stretch that gives what may match, with the context that is asked for.
   *
   * @param first whether it is a stream's first, of which some records are looked at in any case
   * @param into memory for its bytes; null where it is to begin with little
   */
  StretchReader reader(
      PieceScan piece,
      long from,
      long to,
      boolean first,
      @Nullable ReadBuffer into,
      Finders.@Nullable Loan loan) {
    ContextSize context = part.context();
    int before = context == null ? 0 : context.before();
    int after = context == null ? 0 : context.after();
    if (first) {
      counter.beginStream();
    }
    int head = first && !part.fields().isEmpty() ? ALWAYS_LOOKED_AT : 0;
    return piece.read(
        from, to, new Search(loan == null ? null : loan.finder(), head, before, after), into);
  }

  /**
   * How many records of a stretch match, where their bytes tell that; -1 where they do not.
   *
   * <p>Only of fragments whose answer is that count.
   *
   * @param first whether it is a stream's first, of which some records are looked at in any case
   */
  long count(PieceScan piece, long from, long to, boolean first) {
    try {
      Required required = required(piece, from, to);
      if (part.where() == null) {
        beginCount(first);
        Search all = new Search(null, first ? ALWAYS_LOOKED_AT : 0, 0, 0);
        long count =
            piece
                .read(from, to, all, buffer)
                .count(Requirement.ALWAYS, record -> counter.passed(record, true));
        counter.counted(count);
        return count;
      }
      if (!required.exact() || required.requirement() instanceof Requirement.Always) {
        return -1;
      }
      Finders.Loan loan = finders.borrow(piece, required.requirement(), true);
      if (loan == null) {
        return -1;
      }
      beginCount(first);
      int head = first ? ALWAYS_LOOKED_AT : 0;
      long count =
          piece
              .read(from, to, new Search(loan.finder(), head, 0, 0), buffer)
              .count(required.requirement(), record -> passed(record, required.requirement()));
      finders.giveBack(loan);
      counter.counted(count);
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void passed(FileRecord record, Requirement requirement) {
    counter.passed(record, requirement.isMetBy(record.bytes(), record.from(), record.to()));
  }

  private void beginCount(boolean first) {
    if (first) {
      counter.beginStream();
    }
  }

  void giveBack(Finders.@Nullable Loan loan) {
    if (loan != null) {
      finders.giveBack(loan);
    }
  }

  /** The record with the fields that are extracted from it. */
  LogRecord seen(LogRecord record) {
    return part.extract().isEmpty() ? record : new ExtractingRecord(record, part.extract());
  }

  /** Counts the format of a record of a piece; to be said when everything was asked of it. */
  void looked(PieceScan piece, FileRecord lent) {
    counter.looked(lent);
    if (hasRange && order.falls(lent)) {
      piece.fell();
    }
  }

  /** Tests a record, and counts it. */
  boolean matches(LogRecord seen) {
    if (part.range().contains(seen)) {
      counter.tested(seen);
    } else {
      counter.outOfRange(seen);
      return false;
    }
    Boolean matches = part.matches(seen);
    if (matches == null) {
      counter.excludedByNull();
    }
    return Boolean.TRUE.equals(matches);
  }
}
