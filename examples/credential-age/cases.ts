/** The medical certificate's cases; notice of renewal 30 days. */
import type { Example } from '../example.js';

export const credentialAge: Example = {
  name: 'credential-age',
  entry: 'credential-age.clause.ts',
  cases: [
    // Class 1 at 35 lasts 365 days; 365 - 100 = 265 left, not under 30.
    { name: 'class-1-valid', expected: { outputs: { decision: 'VALID' } } },
    // Day 365 of 365: still good, 0 left < 30.
    { name: 'class-1-last-day', expected: { outputs: { decision: 'RENEW_SOON' } } },
    // 366 > 365.
    { name: 'class-1-one-day-late', expected: { outputs: { decision: 'EXPIRED' } } },
    // Alone with passengers at 40: 183 days; 184 > 183.
    { name: 'class-1-alone-at-40', expected: { outputs: { decision: 'EXPIRED' } } },
    // Class 2 at 39 lasts 1,826 days, but not past the age of 42; 3 birthdays fit 1,000 days: 2 * 365 = 730 <= 1,000 <= 4 * 366 = 1,464.
    { name: 'class-2-outgrown', expected: { outputs: { decision: 'EXPIRED' } } },
    // The same at 41: 1,826 - 1,000 = 826 left; 2 birthdays fit: 365 <= 1,000 <= 1,098.
    { name: 'class-2-still-young', expected: { outputs: { decision: 'VALID' } } },
    // LAPL at 45 lasts 730 days; 730 - 700 = 30, and 30 < 30 is false.
    { name: 'lapl-at-notice', expected: { outputs: { decision: 'VALID' } } },
    // 730 - 701 = 29 < 30.
    { name: 'lapl-inside-notice', expected: { outputs: { decision: 'RENEW_SOON' } } },
    { name: 'revoked', expected: { outputs: { decision: 'REVOKED' } } },
    // 50 at the examination, 49 now.
    { name: 'younger-than-at-examination', expected: { ensure: 'the holder cannot have been older at the examination' } },
    // No birthday in 400 days: 400 > 1 * 366.
    { name: 'ages-do-not-fit', expected: { ensure: 'the ages do not fit the days since the examination' } },
    // 121 > 120.
    { name: 'too-old', expected: { input: 'input.out-of-range', pointer: '/certificate/ageNow' } },
  ],
};
