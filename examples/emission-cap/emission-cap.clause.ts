/**
 * An installation reports its tonnes of CO2 month by month and keeps them private. Above the yearly cap every tonne costs a
 * penalty whose price rises band by band; the penalty, and the longest run of months over the monthly limit, are public.
 */
import {
  clause,
  decimal,
  ensure,
  integer,
  list,
  max,
  min,
  oneOf,
  parameters,
  record,
  round,
  sensor,
  sum,
} from '@clauseproof/compiler/clause';

/** What `amount` has above `threshold`; nothing when it lies below. */
function above(amount: number, threshold: number): number {
  return max(0, amount - threshold);
}

/** The part of `amount` that lies between `from` and `to`. */
function between(amount: number, from: number, to: number): number {
  return above(min(amount, to), from);
}

export default clause({
  id: 'NSF::Emissions::CapPenalty',
  version: '1.0.0',
  title: 'Charges a penalty per tonne over the cap, in bands of rising price',
  inputs: {
    installation: sensor({ tonnes: list(12, decimal({ unit: 't', min: 0, max: 100_000, step: 0.001 })) }),
    policy: parameters({
      cap: decimal({ unit: 't', min: 0, max: 1_000_000, step: 1 }),
      monthlyLimit: decimal({ unit: 't', min: 0, max: 100_000, step: 1 }),
      // Tonnes of excess at which the first and the second band end.
      firstBand: decimal({ unit: 't', min: 0, max: 1_000_000, step: 1 }),
      secondBand: decimal({ unit: 't', min: 0, max: 1_000_000, step: 1 }),
      price: record({
        low: decimal({ unit: 'USD/t', min: 0, max: 1000, step: 0.01 }),
        middle: decimal({ unit: 'USD/t', min: 0, max: 1000, step: 0.01 }),
        high: decimal({ unit: 'USD/t', min: 0, max: 1000, step: 0.01 }),
      }),
    }),
  },
  outputs: {
    status: oneOf('WITHIN_CAP', 'EXCEEDED'),
    penalty: decimal({ unit: 'USD', min: 0, max: 4_000_000_000, step: 0.01 }),
    monthsInARow: integer({ min: 0, max: 12 }),
  },
  rule({ installation, policy }) {
    ensure(policy.firstBand <= policy.secondBand, 'the first band must not end after the second');
    ensure(policy.price.low <= policy.price.middle && policy.price.middle <= policy.price.high, 'prices must not fall from band to band');

    let run = 0;
    let longest = 0;
    for (const month of installation.tonnes) {
      run = month > policy.monthlyLimit ? run + 1 : 0;
      longest = max(longest, run);
    }

    const excess = above(sum(installation.tonnes), policy.cap);
    if (excess <= 0) return { status: 'WITHIN_CAP', penalty: 0, monthsInARow: longest };
    const penalty =
      policy.price.low * min(excess, policy.firstBand) +
      policy.price.middle * between(excess, policy.firstBand, policy.secondBand) +
      policy.price.high * above(excess, policy.secondBand);
    return { status: 'EXCEEDED', penalty: round(penalty, 0.01, 'halfUp'), monthsInARow: longest };
  },
});
