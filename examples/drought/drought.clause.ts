import { clause, decimal, ensure, list, min, oneOf, parameters, round, sensor, sum } from '@clauseproof/compiler/clause';

export default clause({
  id: 'WFP::Drought::RainfallIndexPayout', // Org::Domain::Name
  version: '1.0.0',
  title: 'Pays when a season stays drier than the contract trigger',
  inputs: {
    station: sensor({ rainfall: list(90, decimal({ unit: 'mm', min: 0, max: 500, step: 0.1 })) }),
    policy: parameters({
      trigger: decimal({ unit: 'mm', min: 1, max: 5000, step: 0.1 }),
      exit: decimal({ unit: 'mm', min: 0, max: 5000, step: 0.1 }),
      insured: decimal({ unit: 'USD', min: 0, max: 1_000_000, step: 0.01 }),
    }),
  },
  outputs: {
    status: oneOf('COMPLIANT', 'VIOLATION'),
    payout: decimal({ unit: 'USD', min: 0, max: 1_000_000, step: 0.01 }),
  },
  rule({ station, policy }) {
    ensure(policy.exit < policy.trigger, 'exit must lie below trigger');
    const total = sum(station.rainfall);
    if (total >= policy.trigger) return { status: 'COMPLIANT', payout: 0 };
    const share = (policy.trigger - total) / (policy.trigger - policy.exit);
    return { status: 'VIOLATION', payout: round(min(policy.insured * share, policy.insured), 0.01, 'floor') };
  },
});
