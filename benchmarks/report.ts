/** What a benchmark says: rows of figures, and the limit that an issue set for a figure, if there is one. */

export interface Row {
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  /** `most`: the value must not exceed it; `least`: it must reach it. Missing a limit is reported, not hidden. */
  readonly limit?: { readonly most: number } | { readonly least: number };
  readonly note?: string;
}

export const withinLimit = ({ value, limit }: Row): boolean | undefined =>
  limit === undefined ? undefined : 'most' in limit ? value <= limit.most : value >= limit.least;

const digits = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1));

export function renderRows(title: string, rows: readonly Row[]): string {
  const cells = rows.map((row) => {
    const limit =
      row.limit === undefined ? '' : 'most' in row.limit ? `at most ${digits(row.limit.most)}` : `at least ${digits(row.limit.least)}`;
    const met = withinLimit(row);
    return [row.measure, `${digits(row.value)} ${row.unit}`, limit, met === undefined ? '' : met ? 'met' : 'MISSED', row.note ?? ''];
  });
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const lines = cells.map(
    (row) =>
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}`,
  );
  return [title, ...lines].join('\n');
}
