package dev.rearview.engine.scan;

/** A file or folder that could not be read, wholly or from some place on, and why. */
public record Unreadable(String path, String reason) {}
