package dev.rearview.engine.template;

/**
 * A group of messages that differ only in their variables.
 *
 * @param id counted from 1 within its miner
 * @param text the template as known now, {@code <*>} for a variable; it may grow more general
 */
public record MessageTemplate(int id, String text) {}
