package dev.rearview.engine.sequence;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Machines by when they are to be looked at, in slots of a stretch of time each: whatever the
 * number of machines, none waits for another. Each stands in it once. What lies further ahead than
 * all slots is looked at too early, and may be put back.
 */
final class MachineTimer {
  private static final int SLOTS = 256;

  /** Of the slots, how many the time takes that is usually waited for. */
  private static final int USUAL = 64;

  private static final long LEAST_WIDTH_NANOS = 1_000_000;

  private final @Nullable KeyMachine[] slots = new KeyMachine[SLOTS];
  private final long width;

  /** Number of the first slot that has not passed wholly. */
  private long first = Long.MIN_VALUE;

  private long firstEnds = Long.MIN_VALUE;

  /**
   * @param usualNanos how far ahead most machines are to be looked at
   */
  MachineTimer(long usualNanos) {
    this.width = Math.max(LEAST_WIDTH_NANOS, usualNanos / USUAL);
  }

  /** Puts in a machine unless it is there; not before a time has passed. */
  void add(KeyMachine machine) {
    if (machine.queued) {
      return;
    }
    machine.queued = true;
    long wanted = Math.floorDiv(machine.looksAgainAt(), width);
    int slot = slot(Math.clamp(wanted, first, first + SLOTS - 1));
    machine.nextInQueue = slots[slot];
    slots[slot] = machine;
  }

  private static int slot(long number) {
    return (int) number & (SLOTS - 1);
  }

  /**
   * A time has passed: takes out the machines of all slots that end before it, and gives them.
   *
   * @param due may put machines in again
   */
  void passed(long nanos, Consumer<KeyMachine> due) {
    if (nanos < firstEnds) {
      return;
    }
    long now = Math.floorDiv(nanos, width);
    if (first != Long.MIN_VALUE) {
      for (int i = 0; i < SLOTS && first < now; i++) {
        KeyMachine machine = slots[slot(first)];
        slots[slot(first++)] = null;
        while (machine != null) {
          KeyMachine next = machine.nextInQueue;
          machine.nextInQueue = null;
          machine.queued = false;
          due.accept(machine);
          machine = next;
        }
      }
    }
    first = now;
    long begins = now * width;
    firstEnds = begins > Long.MAX_VALUE - width ? Long.MAX_VALUE : begins + width;
  }

  /** Takes out all machines, whenever they are to be looked at. */
  void clear() {
    for (KeyMachine head : slots) {
      KeyMachine machine = head;
      while (machine != null) {
        KeyMachine next = machine.nextInQueue;
        machine.nextInQueue = null;
        machine.queued = false;
        machine = next;
      }
    }
    Arrays.fill(slots, null);
  }
}
