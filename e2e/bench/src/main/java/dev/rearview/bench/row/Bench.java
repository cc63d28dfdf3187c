package dev.rearview.bench.row;

import dev.rearview.bench.contender.Form;
import dev.rearview.bench.contender.Peers;
import dev.rearview.bench.data.DataFolder;
import dev.rearview.bench.measure.Cost;
import dev.rearview.bench.measure.Quartiles;
import dev.rearview.bench.resident.Resident;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What rows are measured with, and where their lines go.
 *
 * @param nativeCommand the command as one program; null where it was not built
 * @param runs how often each is measured
 * @param large the size of the file that memory is shown with, in bytes
 */
public record Bench(
    DataFolder data,
    Peers peers,
    Resident resident,
    @Nullable Path nativeCommand,
    int runs,
    long large,
    Consumer<Line> lines,
    Consumer<String> say) {

  /** The forms of the engine that are there. */
  List<Form> forms() {
    List<Form> forms = new ArrayList<>(List.of(new Form.Warm(resident)));
    if (nativeCommand != null) {
      forms.add(new Form.Native(nativeCommand));
    }
    return forms;
  }

  /** The medians of both times, each for itself. */
  static Cost median(List<Cost> costs) {
    return new Cost((long) median(costs, Cost::cpuNanos), (long) median(costs, Cost::wallNanos));
  }

  private static double median(List<Cost> costs, ToDoubleFunction<Cost> time) {
    return Quartiles.of(costs.stream().mapToDouble(time).boxed().toList()).median();
  }
}
