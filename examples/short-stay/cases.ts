/** The short stay's cases. The window is today and the 179 days before it; with today 2024-07-01, day 183 of its year, it begins on day 4, 2024-01-04. */
import type { Example } from '../example.js';

const enter = (left: number) => ({ outputs: { decision: 'ENTER', ground: 'ALLOWED', left } });
const refuse = (ground: string) => ({ outputs: { decision: 'REFUSE', ground, left: 0 } });

export const shortStay: Example = {
  name: 'short-stay',
  entry: 'short-stay.clause.ts',
  cases: [
    // 29 days of February and 22 + 8 of May and June: 90 - 59 = 31.
    { name: 'two-visits', expected: enter(31) },
    // The first day of the visa is today. No stays: 90.
    { name: 'visa-holds', expected: enter(90) },
    { name: 'first-visit', expected: enter(90) },
    // Of 2023-12-20 to 2024-01-10 seven days lie in the window, 4 to 10 January: 90 - 7 = 83.
    { name: 'window-cuts-a-stay', expected: enter(83) },
    // 31 of March, 30 of April, 28 of May: 90 - 89 = 1.
    { name: 'last-day-left', expected: enter(1) },
    // One day more: 90 spent.
    { name: 'overstay', expected: refuse('OVERSTAY') },
    // The visa ended yesterday.
    { name: 'visa-over', expected: refuse('VISA') },
    { name: 'no-visa', expected: refuse('VISA') },
    // Three months after 30 November 2023 is 29 February 2024, the last day of that month; 28 February is before it.
    { name: 'passport-at-month-end', expected: refuse('PASSPORT') },
    // And 29 February is not.
    { name: 'passport-one-day-longer', expected: enter(90) },
    // Left and entered on 29 February.
    { name: 'stays-overlap', expected: { ensure: 'stays are listed in order' } },
    { name: 'stay-runs-backwards', expected: { ensure: 'a stay ends after it begins, and before today' } },
    { name: 'four-stays', expected: { input: 'input.wrong-length', pointer: '/passport/stays' } },
    // 2023 is no leap year.
    { name: 'no-such-day', expected: { input: 'input.not-a-date', pointer: '/passport/stays/0/entered' } },
  ],
};
