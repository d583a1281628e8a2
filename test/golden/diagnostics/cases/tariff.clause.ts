import { clause, decimal, ensure, integer, oneOf, parameters, round, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Tariff',
  version: '1.0.0',
  title: 'Prices what a meter counted',
  inputs: {
    meter: sensor({ used: integer({ unit: 'kWh', min: 0, max: 1000 }) }),
    policy: parameters({ price: decimal({ unit: 'USD/kWh', min: 0, max: 10, step: 0.01 }), free: integer({ unit: 'kWh', min: 0, max: 100 }) }),
  },
  outputs: { band: oneOf('LOW', 'HIGH'), due: decimal({ unit: 'USD', min: 0, max: 10_000, step: 0.01 }) },
  rule({ meter, policy }) {
    ensure(policy.price > 0, 'a price lies above zero');
    if (meter.used <= policy.free) return { band: 'LOW', due: 0 };
    return { band: 'HIGH', due: round((meter.used - policy.free) * policy.price, 0.01, 'floor') };
  },
});
