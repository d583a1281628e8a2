import { clause, decimal, ensure, list, max, min, oneOf, parameters, round, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Utility::Tariffs::WaterBlocks',
  version: '1.0.0',
  title: 'Charges water by rising blocks, with a social discount and a minimum bill',
  inputs: {
    meter: sensor({
      readings: list(13, decimal({ unit: 'm^3', min: 0, max: 100_000, step: 0.001 })),
      household: oneOf('SOCIAL', 'NORMAL', 'LARGE'),
    }),
    policy: parameters({
      bounds: list(2, decimal({ unit: 'm^3', min: 0, max: 1000, step: 1 })),
      prices: list(3, decimal({ unit: 'EUR/m^3', min: 0, max: 50, step: 0.01 })),
      minimum: decimal({ unit: 'EUR', min: 0, max: 500, step: 0.01 }),
      vat: decimal({ min: 0, max: 1, step: 0.001 }),
    }),
  },
  outputs: {
    bill: decimal({ unit: 'EUR', min: 0, max: 20_000_000, step: 0.01 }),
    used: decimal({ unit: 'm^3', min: 0, max: 100_000, step: 0.001 }),
  },
  rule({ meter, policy }) {
    for (let i = 1; i < meter.readings.length; i++) ensure(meter.readings[i] >= meter.readings[i - 1], 'a meter does not run backwards');
    ensure(policy.bounds[0] < policy.bounds[1], 'blocks rise');
    const used = max(0, meter.readings[12] - meter.readings[0]);
    const first = policy.bounds[0];
    const second = policy.bounds[1];
    const inFirst = min(used, first);
    const inSecond = max(0, min(used, second) - first);
    const inThird = max(0, used - second);
    const net = inFirst * policy.prices[0] + inSecond * policy.prices[1] + inThird * policy.prices[2];
    const discount = meter.household === 'SOCIAL' ? 0.5 : meter.household === 'LARGE' ? 0.2 : 0;
    const charged = max(net * (1 - discount), policy.minimum);
    return { bill: round(charged * (1 + policy.vat), 0.01, 'halfUp'), used };
  },
});
