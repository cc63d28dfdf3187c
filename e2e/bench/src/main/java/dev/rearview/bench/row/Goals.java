package dev.rearview.bench.row;

import dev.rearview.bench.contender.Form;
import org.jspecify.annotations.Nullable;

/** The goals of one query for both forms; null where there is none. */
record Goals(@Nullable Goal warm, @Nullable Goal asProgram) {
  static final Goals NONE = new Goals(null, null);

  static Goals atMost(double warm, double asProgram) {
    return new Goals(Goal.atMost(warm), Goal.atMost(asProgram));
  }

  @Nullable Goal of(Form form) {
    return switch (form) {
      case Form.Warm _ -> warm;
      case Form.Native _ -> asProgram;
    };
  }
}
