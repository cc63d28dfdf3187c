package dev.rearview.bench.row;

import dev.rearview.bench.measure.Cost;
import dev.rearview.bench.measure.Quartiles;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param query what was asked
 * @param form who answered
 * @param cost what it took, in the median; null where that says nothing
 * @param peer who it is compared with; empty where there is none
 * @param peerCost what that took, in the median
 * @param figure what the goal is for: a ratio, or an amount of the unit
 * @param unit of the figure: × for a ratio
 * @param wrong in what the answer is wrong; empty where it is right
 */
public record Line(
    String query,
    String form,
    @Nullable Cost cost,
    String peer,
    @Nullable Cost peerCost,
    Quartiles figure,
    String unit,
    @Nullable Goal goal,
    String wrong) {}
