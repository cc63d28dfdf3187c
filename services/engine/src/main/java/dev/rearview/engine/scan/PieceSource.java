package dev.rearview.engine.scan;

import dev.rearview.engine.format.TimeContext;

/**
 * A piece that records are read from.
 *
 * @param order of the piece in its stream, from 0
 * @param countsLines whether reading began at the first line, so that line numbers are known
 */
record PieceSource(
    LogStream stream,
    String streamId,
    Piece piece,
    PieceHead head,
    int order,
    TimeContext times,
    boolean countsLines) {}
