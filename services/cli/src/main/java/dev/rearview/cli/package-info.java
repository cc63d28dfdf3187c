/**
 * The {@code rearview} command. Start at {@link dev.rearview.cli.Rearview}; each command is a
 * class: {@code ScanCommand} reads local files with the engine, {@code QueryCommand} asks a server,
 * {@code LogExportCommand} takes the event log out and {@code VerifyCommand} checks what was taken.
 */
@NullMarked
package dev.rearview.cli;

import org.jspecify.annotations.NullMarked;
