/** Dates and instants, against the calendar of JavaScript, for every day that a clause may compute with. */
import { expect, test } from 'vitest';
import { DATE_RANGE, formatDate, formatInstant, INSTANT_RANGE, parseDate, parseInstant } from './calendar.js';

const DAY = 86_400_000;

test('every day of 1600 to 2400, both ways', () => {
  const [first, last] = [Date.UTC(1600, 0, 1) / DAY, Date.UTC(2400, 11, 31) / DAY];
  for (let day = first; day <= last; day++) {
    const text = new Date(day * DAY).toISOString().slice(0, 10);
    if (formatDate(BigInt(day)) !== text || parseDate(text) !== BigInt(day)) expect.fail(`${text} is day ${day}`);
  }
  expect([parseDate(DATE_RANGE.min), parseDate(DATE_RANGE.max)]).toEqual([BigInt(first), BigInt(last)]);
});

test('the ends of the years 0000 to 9999', () => {
  for (const text of ['0000-01-01', '0000-02-29', '0099-12-31', '0100-02-28', '9999-12-31']) {
    expect(Number(parseDate(text)) * DAY).toBe(Date.parse(`${text}T00:00:00Z`));
    expect(formatDate(parseDate(text) ?? 0n)).toBe(text);
  }
  expect(() => formatDate((parseDate('9999-12-31') ?? 0n) + 1n)).toThrow(RangeError);
  expect(() => formatDate((parseDate('0000-01-01') ?? 0n) - 1n)).toThrow(RangeError);
});

test('instants before and after 1970', () => {
  for (const text of ['1969-12-31T23:59:59Z', '1970-01-01T00:00:00Z', '2024-02-29T12:34:56Z', INSTANT_RANGE.min, INSTANT_RANGE.max]) {
    expect(Number(parseInstant(text)) * 1000).toBe(Date.parse(text));
    expect(formatInstant(parseInstant(text) ?? 0n)).toBe(text);
  }
});
