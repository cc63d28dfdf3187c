package dev.rearview.engine.scan;

import dev.rearview.engine.format.TimeContext;
import org.jspecify.annotations.Nullable;

/**
 * A piece that records are read from.
 *
 * @param order of the piece in its stream, from 0
 * @param formats of its segments
 * @param settings as it is read
 * @param countsLines whether reading begins at the first line, so that each line's number is known
 * @param lineNumbers tells them where reading does not; null where nothing does
 */
record PieceSource(
    LogStream stream,
    String streamId,
    Piece piece,
    PieceHead head,
    int order,
    TimeContext times,
    SegmentFormats formats,
    ReadSettings settings,
    boolean countsLines,
    @Nullable LineNumbers lineNumbers) {

  static PieceSource of(
      LogStream stream, int order, PieceHead head, ReadSettings settings, boolean countsLines) {
    TimeContext times = times(stream, settings);
    return new PieceSource(
        stream,
        stream.id(),
        stream.pieces().get(order),
        head,
        order,
        times,
        new SegmentFormats(head, settings.formats(), times),
        settings,
        countsLines,
        null);
  }

  PieceSource with(@Nullable LineNumbers numbers) {
    return new PieceSource(
        stream, streamId, piece, head, order, times, formats, settings, numbers == null, numbers);
  }

  static TimeContext times(LogStream stream, ReadSettings settings) {
    return new TimeContext(stream.root().zone(), stream.root().year(), settings.clock());
  }
}
