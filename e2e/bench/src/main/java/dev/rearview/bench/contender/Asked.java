package dev.rearview.bench.contender;

import dev.rearview.bench.measure.Child;
import dev.rearview.bench.measure.Cost;
import dev.rearview.bench.resident.Reply;
import dev.rearview.bench.resident.Resident;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A resident process that is asked; what the question took it counts. */
record Asked(String name, Resident resident, List<String> arguments, Reading reading)
    implements Contender {

  @Override
  public Cost answer(Path output) throws IOException {
    Reply reply = resident.ask(arguments, output);
    if (reply.exitCode() != 0) {
      throw new IOException(
          "%s answered %s with %d, see %s"
              .formatted(name, arguments, reply.exitCode(), Child.errors(output)));
    }
    return new Cost(reply.cpuNanos(), reply.wallNanos());
  }

  @Override
  public Answer read(Path output) throws IOException {
    return reading.read(output);
  }
}
