/** The drought clause's cases. total = sum of the 90 readings; share = (trigger - total) / (trigger - exit). */
import type { Example } from '../example.js';

export const drought: Example = {
  name: 'drought',
  entry: 'drought.clause.ts',
  cases: [
    // total = 30 * 2.5 = 75.0; share = (120 - 75) / (120 - 20) = 0.45; 100,000 * 0.45 = 45,000.
    { name: 'dry-season', expected: { outputs: { status: 'VIOLATION', payout: '45000.00' } } },
    // total = 30 * 4 = 120.0, and 120 >= 120: not drier than the trigger.
    { name: 'at-trigger', expected: { outputs: { status: 'COMPLIANT', payout: '0.00' } } },
    // total = 3.9 + 29 * 4 = 119.9; share = 0.1 / 100 = 0.001; 100,000 * 0.001 = 100.
    { name: 'just-below-trigger', expected: { outputs: { status: 'VIOLATION', payout: '100.00' } } },
    // total = 9.9 + 9 * 10 = 99.9; share = (100 - 99.9) / (100 - 30) = 0.1 / 70; 1,000 * 0.1 / 70 = 1.42857..., floor to 1.42.
    { name: 'rounded-down', expected: { outputs: { status: 'VIOLATION', payout: '1.42' } } },
    // total = 0, below the exit of 20; share = 120 / 100 = 1.2, so the insured sum bounds it: 250,000.50.
    { name: 'no-rain', expected: { outputs: { status: 'VIOLATION', payout: '250000.50' } } },
    // total = 90 * 12.3 = 1,107.0 >= 120.
    { name: 'wet-season', expected: { outputs: { status: 'COMPLIANT', payout: '0.00' } } },
    // exit = trigger = 100: 100 < 100 is false.
    { name: 'exit-above-trigger', expected: { ensure: 'exit must lie below trigger' } },
    // The last reading, 500.1, lies above the maximum of 500.
    { name: 'reading-out-of-range', expected: { input: 'input.out-of-range', pointer: '/station/rainfall/89' } },
    // The first reading, 0.05, is not a multiple of 0.1.
    { name: 'reading-too-fine', expected: { input: 'input.not-a-multiple', pointer: '/station/rainfall/0' } },
  ],
};
