package dev.rearview.engine.sequence;

import org.jspecify.annotations.Nullable;

/** Machines in the order in which they are to be looked at; each stands in it once. */
final class MachineQueue {
  private @Nullable KeyMachine head;
  private @Nullable KeyMachine tail;

  void add(KeyMachine machine) {
    if (machine.queued) {
      return;
    }
    machine.queued = true;
    if (tail == null) {
      head = machine;
    } else {
      tail.nextInQueue = machine;
    }
    tail = machine;
  }

  @Nullable KeyMachine head() {
    return head;
  }

  /** Takes the head away. */
  void remove() {
    KeyMachine gone = head;
    if (gone != null) {
      head = gone.nextInQueue;
      tail = head == null ? null : tail;
      gone.nextInQueue = null;
      gone.queued = false;
    }
  }

  void clear() {
    while (head != null) {
      remove();
    }
  }
}
