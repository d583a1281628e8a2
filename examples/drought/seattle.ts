/**
 * Real input for the drought clause: daily precipitation in Seattle, 2012-01-01 to 2015-12-31, 1,461 days.
 *
 * The data: `seattle-weather.csv` of npm vega-datasets, whose datapackage.json states the licence "U.S. Government Dataset" (public domain in
 * the United States) and the source NOAA National Climatic Data Center. It is read from the installed package, not copied.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Days in one season of the clause. */
export const SEASON = 90;
const SOURCE = 'https://www.ncdc.noaa.gov/cdo-web/datatools/records';

/** One line of the record. `millimetres` is decimal text with one digit, as the file has it. */
export interface Day {
  readonly date: string;
  readonly millimetres: string;
}

/** An execution of the drought clause to prove: the INPUT.json of `clauseproof prove`. */
export interface DroughtJob {
  readonly job_id: string;
  readonly inputs: {
    readonly station: { readonly rainfall: readonly string[] };
    readonly policy: { readonly trigger: string; readonly exit: string; readonly insured: string };
  };
  readonly trigger: { readonly type: 'sensor'; readonly source: string; readonly event_id: string };
  readonly governance_scope: { readonly jurisdiction: string; readonly dao: string; readonly clause_fork: string };
  readonly meta: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Pays below 120 mm in 90 days, the whole sum at 20 mm or less: some of Seattle's seasons pay, most do not. */
const POLICY = { trigger: '120.0', exit: '20.0', insured: '100000.00' } as const;

/** The record's days in order. Throws when a line is not what the file is known to hold: a silent gap would shift every window. */
export function seattleDays(): readonly Day[] {
  const entry = createRequire(import.meta.url).resolve('vega-datasets');
  const text = readFileSync(join(dirname(entry), '../data/seattle-weather.csv'), 'utf8');
  const [header, ...lines] = text.trimEnd().split(/\r?\n/);
  if (header?.startsWith('date,precipitation,') !== true)
    throw new Error('seattle-weather.csv: the columns are not those of vega-datasets 3.2.1');
  return lines.map((line, index) => {
    const [date, millimetres] = line.split(',');
    const expected = new Date(Date.UTC(2012, 0, 1 + index)).toISOString().slice(0, 10);
    if (date !== expected || millimetres === undefined || !/^\d{1,3}\.\d$/.test(millimetres)) {
      throw new Error(`seattle-weather.csv: line ${index + 2} should hold the precipitation of ${expected}`);
    }
    return { date, millimetres };
  });
}

/** The job of the 90 days from `days[start]`, named by its first day. */
function windowJob(days: readonly Day[], start: number): DroughtJob {
  const season = days.slice(start, start + SEASON);
  const first = season[0];
  const last = season[SEASON - 1];
  if (first === undefined || last === undefined) throw new RangeError(`no 90 days from day ${start}`);
  return {
    job_id: `seattle-${first.date}`,
    inputs: { station: { rainfall: season.map((day) => day.millimetres) }, policy: POLICY },
    trigger: { type: 'sensor', source: 'NOAA::NCDC::Seattle', event_id: `evt-seattle-${first.date}` },
    governance_scope: { jurisdiction: 'US-WA', dao: 'Cascadia-DroughtDAO', clause_fork: 'WFP::Drought::RainfallIndexPayout@1.0.0' },
    meta: { station: { provenance: SOURCE, data_timestamp: last.date, jurisdiction: 'US-WA' } },
  };
}

/** The windows that start on every `step`-th day, as long as 90 days remain. */
function windows(step: number): readonly DroughtJob[] {
  const days = seattleDays();
  const jobs: DroughtJob[] = [];
  for (let start = 0; start + SEASON <= days.length; start += step) jobs.push(windowJob(days, start));
  return jobs;
}

/** The 16 seasons that follow one another: the demo. */
export const consecutiveWindows = (): readonly DroughtJob[] => windows(SEASON);

/** All 1,372 seasons, one from each day: the benchmark. */
export const slidingWindows = (): readonly DroughtJob[] => windows(1);
