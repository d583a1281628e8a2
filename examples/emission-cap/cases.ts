/** The emission cap's cases: cap 100,000 t, monthly limit 10,000 t, bands to 1,000 t and 5,000 t of excess at 50, 75.50 and 120.25 USD/t. */
import type { Example } from '../example.js';

export const emissionCap: Example = {
  name: 'emission-cap',
  entry: 'emission-cap.clause.ts',
  cases: [
    // 12 * 8,000 = 96,000 <= 100,000.
    { name: 'within-cap', expected: { outputs: { status: 'WITHIN_CAP', penalty: '0.00', monthsInARow: 0 } } },
    // 8 * 8,000 + 4 * 9,000 = 100,000: exactly the cap.
    { name: 'at-cap', expected: { outputs: { status: 'WITHIN_CAP', penalty: '0.00', monthsInARow: 0 } } },
    // 64,000 + 27,000 + 9,500.5 = 100,500.5; excess 500.5 in the first band: 500.5 * 50 = 25,025.
    { name: 'first-band', expected: { outputs: { status: 'EXCEEDED', penalty: '25025.00', monthsInARow: 0 } } },
    // 9 * 9,000 + 3 * 8,000 = 105,000; excess 5,000: 1,000 * 50 + 4,000 * 75.50 = 50,000 + 302,000 = 352,000.
    { name: 'end-of-second-band', expected: { outputs: { status: 'EXCEEDED', penalty: '352000.00', monthsInARow: 0 } } },
    // 32,000 + 24,000 + 9,000 + 30,000.003 + 8,000 + 3,500.25 = 106,500.253; excess 6,500.253:
    // 50,000 + 302,000 + 1,500.253 * 120.25 = 352,000 + 180,405.42325 = 532,405.42325, to the cent 532,405.42.
    // Over 10,000 t: two months of 12,000, then after one of 9,000 three of 10,000.001: the longest run is 3.
    { name: 'third-band', expected: { outputs: { status: 'EXCEEDED', penalty: '532405.42', monthsInARow: 3 } } },
    // Price of the first band 3: 64,000 + 27,000 + 9,000.005 = 100,000.005; 0.005 * 3 = 0.015, half a cent goes up: 0.02.
    { name: 'half-cent', expected: { outputs: { status: 'EXCEEDED', penalty: '0.02', monthsInARow: 0 } } },
    // First band to 6,000 t, second to 5,000 t.
    { name: 'bands-crossed', expected: { ensure: 'the first band must not end after the second' } },
    // 50 > 49.99.
    { name: 'prices-fall', expected: { ensure: 'prices must not fall from band to band' } },
    // December: 100,000.001 > 100,000.
    { name: 'too-much', expected: { input: 'input.out-of-range', pointer: '/installation/tonnes/11' } },
  ],
};
