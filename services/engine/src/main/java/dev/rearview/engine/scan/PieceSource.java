package dev.rearview.engine.scan;

import dev.rearview.engine.format.TimeContext;

/**
 * A piece that records are read from.
 *
 * @param order of the piece in its stream, from 0
 * @param formats of its segments
 * @param settings as it is read
 * @param countsLines whether reading began at the first line, so that line numbers are known
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
    boolean countsLines) {

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
        countsLines);
  }

  static TimeContext times(LogStream stream, ReadSettings settings) {
    return new TimeContext(stream.root().zone(), stream.root().year(), settings.clock());
  }
}
