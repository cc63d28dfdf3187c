package dev.rearview.engine.sequence;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The machines by their keys: a hash table that needs no objects of its own. */
final class MachineTable {
  private @Nullable KeyMachine[] slots = new KeyMachine[64];
  private int size;

  static int hash(Object key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }

  @Nullable KeyMachine get(Object key, int hash) {
    KeyMachine machine = slots[hash & (slots.length - 1)];
    while (machine != null && (machine.hash() != hash || !machine.key().equals(key))) {
      machine = machine.nextInSlot;
    }
    return machine;
  }

  /** Adds one whose key is not there yet. */
  void add(KeyMachine machine) {
    if (size >= slots.length) {
      grow();
    }
    link(machine);
    size++;
  }

  private void link(KeyMachine machine) {
    int slot = machine.hash() & (slots.length - 1);
    machine.nextInSlot = slots[slot];
    slots[slot] = machine;
  }

  private void grow() {
    @Nullable KeyMachine[] before = slots;
    slots = new KeyMachine[2 * before.length];
    for (KeyMachine head : before) {
      KeyMachine machine = head;
      while (machine != null) {
        KeyMachine next = machine.nextInSlot;
        link(machine);
        machine = next;
      }
    }
  }

  void remove(KeyMachine gone) {
    int slot = gone.hash() & (slots.length - 1);
    KeyMachine before = null;
    KeyMachine machine = slots[slot];
    while (machine != null && machine != gone) {
      before = machine;
      machine = machine.nextInSlot;
    }
    if (machine == null) {
      return;
    }
    if (before == null) {
      slots[slot] = gone.nextInSlot;
    } else {
      before.nextInSlot = gone.nextInSlot;
    }
    gone.nextInSlot = null;
    size--;
  }

  void clear() {
    slots = new KeyMachine[64];
    size = 0;
  }

  int size() {
    return size;
  }

  void forEach(Consumer<KeyMachine> action) {
    for (KeyMachine head : slots.clone()) {
      KeyMachine machine = head;
      while (machine != null) {
        KeyMachine next = machine.nextInSlot;
        action.accept(machine);
        machine = next;
      }
    }
  }
}
