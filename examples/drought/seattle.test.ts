import { expect, test } from 'vitest';
import { consecutiveWindows, seattleDays, slidingWindows } from './seattle.js';

const tenths = (text: string) => Math.round(Number(text) * 10);
const total = (job: ReturnType<typeof consecutiveWindows>[number]) =>
  job.inputs.station.rainfall.reduce((sum, reading) => sum + tenths(reading), 0) / 10;

test('the record has all 1,461 days of four years, leap day included', () => {
  const days = seattleDays();
  expect(days.length).toBe(1461);
  expect(days[0]).toEqual({ date: '2012-01-01', millimetres: '0.0' });
  expect(days[59]?.date).toBe('2012-02-29');
  expect(days[1460]?.date).toBe('2015-12-31');
});

test('16 seasons follow one another, five of them below the trigger of 120 mm', () => {
  const jobs = consecutiveWindows();
  expect(jobs.map((job) => job.job_id).slice(0, 3)).toEqual(['seattle-2012-01-01', 'seattle-2012-03-31', 'seattle-2012-06-29']);
  expect(jobs.map(total)).toEqual([
    435.4, 205.3, 30.5, 544.6, 223.6, 225.2, 113.5, 257, 464, 243.8, 73.8, 398.4, 377.1, 106.8, 98.1, 505.1,
  ]);
});

test('1,372 sliding seasons, each with its own name', () => {
  const jobs = slidingWindows();
  expect(jobs.length).toBe(1372);
  expect(new Set(jobs.map((job) => job.job_id)).size).toBe(1372);
  expect(Math.min(...jobs.map(total))).toBe(8.5);
});
