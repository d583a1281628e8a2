/** Fits milliseconds = parts . factors to measurements, by least relative squares, without negative parts. */

export interface Sample {
  /** What each part is multiplied by; as many in every sample. */
  readonly factors: readonly number[];
  readonly milliseconds: number;
}

/** Every choice of parts is solved; of those without negative ones the closest is taken. Four parts have fifteen. @returns as many parts as factors */
export function fitModel(samples: readonly Sample[]): number[] {
  const count = samples[0]?.factors.length ?? 0;
  let best: { parts: number[]; error: number } | undefined;
  for (let mask = 1; mask < 2 ** count; mask++) {
    const chosen = Array.from({ length: count }, (_, i) => i).filter((i) => (mask >> i) & 1);
    const rows = samples.map(({ factors, milliseconds }) => chosen.map((i) => (factors[i] ?? 0) / milliseconds));
    const solved = leastSquares(rows);
    if (solved === undefined || solved.some((part) => part < 0)) continue;
    const parts = Array.from({ length: count }, () => 0);
    chosen.forEach((i, k) => {
      parts[i] = solved[k] ?? 0;
    });
    const error = samples.reduce((sum, sample) => sum + (predicted(parts, sample) / sample.milliseconds - 1) ** 2, 0);
    if (best === undefined || error < best.error) best = { parts, error };
  }
  if (best === undefined) throw new Error('nothing fits: there are no measurements');
  return best.parts;
}

const predicted = (parts: readonly number[], { factors }: Sample): number =>
  parts.reduce((sum, part, i) => sum + part * (factors[i] ?? 0), 0);

/** The weights w with rows . w nearest to 1 in every row: normal equations by Gaussian elimination. undefined when they are dependent. */
function leastSquares(rows: readonly (readonly number[])[]): number[] | undefined {
  const n = rows[0]?.length ?? 0;
  const sum = (of: (row: readonly number[]) => number) => rows.reduce((total, row) => total + of(row), 0);
  const system = Array.from({ length: n }, (_, i) => [
    ...Array.from({ length: n }, (_, k) => sum((row) => (row[i] ?? 0) * (row[k] ?? 0))),
    sum((row) => row[i] ?? 0),
  ]);
  for (let i = 0; i < n; i++) {
    const pivot = system.slice(i).reduce((a, b) => (Math.abs(a[i] ?? 0) >= Math.abs(b[i] ?? 0) ? a : b));
    const at = system.indexOf(pivot);
    [system[i], system[at]] = [pivot, system[i] ?? []];
    const head = pivot[i] ?? 0;
    if (Math.abs(head) < 1e-15) return undefined;
    for (let k = 0; k < n; k++) {
      const row = system[k];
      if (k === i || row === undefined) continue;
      const factor = (row[i] ?? 0) / head;
      for (let c = i; c <= n; c++) row[c] = (row[c] ?? 0) - factor * (pivot[c] ?? 0);
    }
  }
  return system.map((row, i) => (row[n] ?? 0) / (row[i] ?? 1));
}
