package dev.rearview.replay.log;

import dev.rearview.model.ComponentId;
import dev.rearview.model.Event;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is known of a component as a whole.
 *
 * @param service the newest name it gave itself in the attribute {@code service}; else its id's
 *     name
 * @param named where that name was given
 */
public record ComponentSummary(
    String componentId,
    long events,
    long errors,
    long firstMs,
    long lastMs,
    String service,
    Position named) {
  static final String SERVICE = "service";

  static ComponentSummary none(String componentId) {
    ComponentId id = ComponentId.tryParse(componentId);
    return new ComponentSummary(
        componentId,
        0,
        0,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        id == null ? componentId : id.name(),
        Position.START);
  }

  ComponentSummary plus(Event event) {
    Position at = new Position(event.timestampMs(), event.globalSeq());
    String said = event.attributes().get(SERVICE);
    boolean names = at.compareTo(named) > 0;
    return new ComponentSummary(
        componentId,
        events + 1,
        errors + (event.errorOccurred() ? 1 : 0),
        Math.min(firstMs, event.timestampMs()),
        Math.max(lastMs, event.timestampMs()),
        said != null && names ? said : service,
        said != null && names ? at : named);
  }

  byte[] encode() {
    return Records.write(this::writeTo);
  }

  private void writeTo(DataOutput out) throws IOException {
    out.writeUTF(componentId);
    out.writeLong(events);
    out.writeLong(errors);
    out.writeLong(firstMs);
    out.writeLong(lastMs);
    Records.writeText(out, service);
    out.writeLong(named.timestampMs());
    out.writeLong(named.globalSeq());
  }

  static ComponentSummary decode(byte[] bytes) {
    return Records.read(bytes, ComponentSummary::readFrom);
  }

  private static ComponentSummary readFrom(DataInput in) throws IOException {
    return new ComponentSummary(
        in.readUTF(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Records.readText(in),
        new Position(in.readLong(), in.readLong()));
  }
}
