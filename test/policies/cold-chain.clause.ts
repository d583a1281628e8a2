import { clause, decimal, ensure, integer, list, max, oneOf, parameters, round, sensor, sum } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Cold::Chain::Temperature',
  version: '1.0.0',
  title: 'Whether a shipment stayed cold enough, by mean kinetic deviation',
  inputs: {
    logger: sensor({
      celsius: list(48, decimal({ unit: 'degC', min: -90, max: 60, step: 0.1 })),
      offset: decimal({ unit: 'degC', min: -2, max: 2, step: 0.01 }),
    }),
    limits: parameters({
      low: decimal({ unit: 'degC', min: -80, max: 20, step: 0.5 }),
      high: decimal({ unit: 'degC', min: -80, max: 30, step: 0.5 }),
      excursions: integer({ min: 0, max: 48 }),
    }),
  },
  outputs: {
    verdict: oneOf('PASS', 'FAIL', 'REVIEW'),
    mean: decimal({ unit: 'degC', min: -100, max: 70, step: 0.01 }),
    run: integer({ min: 0, max: 48 }),
    drift: integer({ unit: 'degC', min: -1500, max: 1500 }),
  },
  rule({ logger, limits }) {
    ensure(limits.low < limits.high, 'low lies below high');
    let longest = 0;
    let run = 0;
    let excursions = 0;
    for (const value of logger.celsius) {
      const corrected = value + logger.offset;
      const outside = corrected < limits.low || corrected > limits.high;
      run = outside ? run + 1 : 0;
      longest = max(longest, run);
      if (outside) excursions += 1;
    }
    const mean = sum(logger.celsius) / 48 + logger.offset;
    const drift = round((logger.celsius[47] - logger.celsius[0]) / 0.1, 1, 'towardZero');
    const verdict = excursions === 0 ? 'PASS' : excursions <= limits.excursions && longest < 4 ? 'REVIEW' : 'FAIL';
    return { verdict, mean: round(mean, 0.01, 'floor'), run: longest, drift };
  },
});
