package dev.rearview.engine.pattern;

/**
 * A needle and the two places to look at first.
 *
 * @param second of another place than {@code first} unless the needle has only one
 */
record Probed(Needle needle, Probe first, Probe second) {}
