package dev.rearview.query.statement;

import dev.rearview.engine.format.FormatTable;
import dev.rearview.engine.format.Formats;

/** {@code SHOW FORMATS}: the log formats that are known, most telling first. */
final class FormatsAnswer {
  void answer(Asked asked) {
    asked.rows().columns(FormatTable.COLUMNS);
    asked.give(FormatTable.rows(Formats.builtIn()), asked.request().maxRows());
  }
}
