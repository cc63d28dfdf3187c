package dev.rearview.engine.scan;

import dev.rearview.engine.format.Envelope;
import dev.rearview.engine.format.LogFormat;
import dev.rearview.engine.format.TextRules;
import dev.rearview.engine.pattern.ByteHistogram;
import dev.rearview.engine.pattern.Finder;
import dev.rearview.engine.pattern.Requirement;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece that is read by stretches, several at once where it lies uncompressed. Each gives the
 * records that start in it; together they give all, each once. Safe for use by several threads.
 */
public final class PieceScan implements AutoCloseable {
  /** Stretches begin and end at multiples of this. */
  public static final long GRID_BYTES = RecordAssembler.GRID_BYTES;

  private static final int SAMPLE_BYTES = 128 * 1024;

  /** Of a short piece, one byte of so many is looked at before it is searched. */
  private static final int SAMPLED_OF = 16;

  private final PieceSource source;
  private final PieceBytes bytes;
  private final ScanCounters counters;
  private TimeSeek.Bounds bounds = new TimeSeek.Bounds(0, Long.MAX_VALUE);
  private @Nullable ByteHistogram histogram;

  private PieceScan(PieceSource source, PieceBytes bytes, ScanCounters counters) {
    this.source = source;
    this.bytes = bytes;
    this.counters = counters;
  }

  /**
   * Opens a piece.
   *
   * @param order of the piece in its stream, from 0
   * @return null where it has no line
   */
  public static @Nullable PieceScan open(
      LogStream stream, int order, ReadSettings settings, ScanCounters counters)
      throws IOException {
    Piece piece = stream.pieces().get(order);
    PieceHead head =
        PieceHead.read(stream.root(), piece, settings, PieceSource.times(stream, settings), false);
    if (head == null) {
      return null;
    }
    PieceBytes bytes = SafeFiles.manyBytes(stream.root(), piece, settings.limits());
    PieceSource source = PieceSource.of(stream, order, head, settings, !bytes.isSeekable());
    return new PieceScan(
        bytes.isSeekable() ? source.with(new LineNumbers(bytes)) : source, bytes, counters);
  }

  /** Its place in its stream, which a {@link FileRecord#position} begins with. */
  public int order() {
    return source.order();
  }

  /** Leaves out what holds no record of a range; to be asked before anything is read. */
  void narrow(ScanRange range) throws IOException {
    if (!(bytes instanceof FileBytes file)
        || range.equals(ScanRange.ALL)
        || saidToFall()
        || !source.settings().orders().maySeek(source.piece())) {
      return;
    }
    TimeSeek seek = new TimeSeek(source, file, range);
    TimeSeek.Bounds found = seek.find();
    if (found == null) {
      if (seek.isUnsure()) {
        counters.note(
            "%s was read whole: its times do not rise, give or take five minutes, or some are missing"
                .formatted(source.piece().path()));
      }
    } else if (risesOrIsAssumedTo()) {
      bounds = found;
    }
  }

  private boolean saidToFall() {
    boolean falls = source.settings().orders().falls(source.piece());
    if (falls) {
      counters.note(
          "%s was read whole: its times were seen to fall by more than five minutes"
              .formatted(source.piece().path()));
    }
    return falls;
  }

  /** Whether it may be sought in; where that could not be found out, it is counted. */
  private boolean risesOrIsAssumedTo() throws IOException {
    FileOrders orders = source.settings().orders();
    PieceTimes times = orders.known(source.piece(), source.head());
    if (times == null && orders.mayCheck(source.piece(), source.head(), true, counters)) {
      times = orders.check(source.stream(), source.order(), source.head(), source.settings());
      if (times == null) {
        return false;
      }
    }
    if (times == null) {
      orders.assumed(source.stream(), source.order(), source.head(), source.settings());
      counters.fileSought();
      return true;
    }
    counters.untimedLeftOut(times.all().withoutTime());
    return !saidToFall();
  }

  /** Says that times of it were seen to fall; where it was sought in, something may be missing. */
  public void fell() {
    source.settings().orders().fell(source.piece());
    if (bounds.from() > 0 || bounds.to() < Long.MAX_VALUE) {
      counters.boundHit(
          "%s was sought by its times, but they fall by more than five minutes: records of the range that lie elsewhere in it may be missing; it is to be read whole"
              .formatted(source.piece().path()));
    }
  }

  /** Where what is to be read of it begins, a multiple of {@link #GRID_BYTES}. */
  public long begin() {
    return bounds.from();
  }

  /** Where that ends: another multiple, or the highest. */
  public long end() {
    return bounds.to();
  }

  /** Whether it can be read by several stretches; else by one, from 0 to the highest offset. */
  public boolean isDivisible() {
    return bytes.isSeekable();
  }

  /** Bytes that it has now, of one that is divisible. */
  public long size() throws IOException {
    return bytes instanceof FileBytes file ? file.size() : source.piece().size();
  }

  /** Whether records lie in it as they are, without an envelope. */
  public boolean isBare() {
    return source.head().envelope() == Envelope.NONE;
  }

  /** The formats that are taken for granted in the segments of a stretch. */
  public Set<LogFormat> formats(long from, long to) throws IOException {
    if (!isDivisible()) {
      return Set.copyOf(source.settings().formats().all());
    }
    Set<LogFormat> formats = new LinkedHashSet<>();
    long last = Math.min(to, size()) + source.settings().limits().maxRecordBytes();
    for (long at = from; at < last; at += SegmentFormats.SEGMENT_BYTES) {
      formats.add(source.formats().of(at, bytes, null));
    }
    return formats;
  }

  /** How text is written in segments of a format. */
  public TextRules rules(LogFormat segment) {
    return TextRules.of(
        source.settings().formats(),
        segment,
        source.head().envelope(),
        source.stream().origin().app());
  }

  /** The format of its beginning. */
  public LogFormat headFormat() {
    return source.head().format();
  }

  /**
   * Finds records that satisfy a requirement, and maybe others; null where each may. For one thread
   * at a time.
   */
  public @Nullable Finder finder(Requirement requirement) throws IOException {
    return requirement instanceof Requirement.Always || source.head().envelope() == Envelope.DOCKER
        ? null
        : Finder.anywhere(requirement, histogram());
  }

  /**
   * Finds what {@link StretchReader#count} counts, in a piece that is bare. For one thread at a
   * time.
   */
  public Finder countingFinder(Requirement requirement) throws IOException {
    return requirement.isOfOneLine()
        ? Finder.perLine(requirement, histogram())
        : Finder.anywhere(requirement, histogram());
  }

  private static void addSample(ByteHistogram histogram, PieceBytes from, int length)
      throws IOException {
    byte[] sample = new byte[length];
    histogram.add(sample, 0, Math.max(0, from.read(0, sample, 0, length)));
  }

  private synchronized ByteHistogram histogram() throws IOException {
    ByteHistogram known = histogram;
    if (known == null) {
      known = new ByteHistogram();
      if (bytes instanceof FileBytes file) {
        addSample(known, file, (int) Math.min(SAMPLE_BYTES, file.size() / SAMPLED_OF));
      } else {
        try (PieceBytes from =
            SafeFiles.bytes(source.stream().root(), source.piece(), source.settings().limits())) {
          addSample(known, from, SAMPLE_BYTES);
        }
      }
      histogram = known;
    }
    return known;
  }

  /**
   * A reader of the records that start in a stretch.
   *
   * @param from a multiple of {@link #GRID_BYTES}
   * @param to another, or the highest for all there is
   */
  public StretchReader read(long from, long to, Search search) {
    return read(from, to, search, null);
  }

  /**
   * The same, of a stretch that is read to its end before another.
   *
   * @param buffer to be used by no other reader until then; null for one of its own
   */
  public StretchReader read(long from, long to, Search search, @Nullable ReadBuffer buffer) {
    if (from % GRID_BYTES != 0 || (to % GRID_BYTES != 0 && to != Long.MAX_VALUE)) {
      throw new IllegalArgumentException("%d to %d are not on the grid".formatted(from, to));
    }
    return new StretchReader(source, bytes, from, to, search, buffer, counters);
  }

  @Override
  public void close() {
    try {
      bytes.close();
    } catch (IOException e) {
      counters.unreadable(new Unreadable(source.piece().path().toString(), SafeFiles.reason(e)));
    }
  }
}
