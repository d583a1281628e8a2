/**
 * The multipliers of a linear program: which multiples of facts `F >= 0` to take away from a form so that what is left has the highest lower bound.
 *
 * The dual of `least L(x) where each F(x) >= 0 and each x within its bounds`, by the simplex method over a dense tableau. Its numbers are floating
 * point, and that is sound: whoever asks works out exactly what the multipliers say, and any that are not negative say something true. Only `+ - * /`
 * and comparisons are used, so every machine finds the same ones. Every step improves the bound, so it may end at any of them.
 */

/** Steps of the simplex method; sums of twenty differences take as many. */
const STEPS = 80;
const EPSILON = 1e-9;

/** A row for each variable of the program. */
export interface LinearProgram {
  /** What a unit of each variable costs, not negative: variables are counted from the bound at which the form is least. */
  readonly costs: readonly number[];
  /** How far each variable may go from that bound. */
  readonly widths: readonly number[];
  /** `coefficients[k][j]` of variable j in fact k, counted in the same direction. */
  readonly coefficients: readonly (readonly number[])[];
  /** What each fact lacks where all variables are at their bounds: above zero if the fact does not hold there. */
  readonly lacks: readonly number[];
}

/** @returns a multiplier for each fact, not negative. */
export function multipliersOf({ costs, widths, coefficients, lacks }: LinearProgram): number[] {
  const [rows, facts] = [costs.length, coefficients.length];
  // Columns: facts, then for each variable its far bound; slacks begin as the basis and need no columns until they leave it.
  const columns = facts + 2 * rows;
  const tableau = costs.map((cost, j) => {
    const row = new Float64Array(columns + 1);
    coefficients.forEach((fact, k) => {
      row[k] = fact[j] ?? 0;
    });
    row[facts + j] = -1;
    row[facts + rows + j] = 1;
    row[columns] = cost;
    return row;
  });
  const gains = new Float64Array(columns);
  lacks.forEach((lack, k) => {
    gains[k] = lack;
  });
  widths.forEach((width, j) => {
    gains[facts + j] = -width;
  });
  const basis = costs.map((_, j) => facts + rows + j);
  for (let step = 0; step < STEPS && pivot(tableau, gains, basis); step++);
  const found = new Array<number>(facts).fill(0);
  basis.forEach((column, j) => {
    if (column < facts) found[column] = Math.max(0, tableau[j]?.[columns] ?? 0);
  });
  return found;
}

/** One step. @returns whether there was one left to take. */
function pivot(tableau: readonly Float64Array[], gains: Float64Array, basis: number[]): boolean {
  const columns = gains.length;
  let entering = -1;
  let most = EPSILON;
  gains.forEach((gain, column) => {
    if (gain > most) [entering, most] = [column, gain];
  });
  if (entering < 0) return false;
  let leaving = -1;
  let smallest = Number.POSITIVE_INFINITY;
  tableau.forEach((row, j) => {
    const at = row[entering] ?? 0;
    const ratio = (row[columns] ?? 0) / at;
    if (at > EPSILON && ratio < smallest) [leaving, smallest] = [j, ratio];
  });
  const chosen = tableau[leaving];
  if (chosen === undefined) return false;
  const scale = chosen[entering] ?? 1;
  for (let column = 0; column <= columns; column++) chosen[column] = (chosen[column] ?? 0) / scale;
  const clear = (row: Float64Array, width: number) => {
    const factor = row[entering] ?? 0;
    if (factor === 0) return;
    for (let column = 0; column < width; column++) row[column] = (row[column] ?? 0) - factor * (chosen[column] ?? 0);
  };
  tableau.forEach((row, j) => {
    if (j !== leaving) clear(row, columns + 1);
  });
  clear(gains, columns);
  basis[leaving] = entering;
  return true;
}
