import { clause, credential, date, decimal, disclosed, externalCall, flag, integer, list, min, oneOf, openable, parameters, sensor, simulation, sum } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Kept::Cover',
  version: '1.0.0',
  title: 'Pays for heat that a station measured, for as long as this fixture is kept',
  forkOf: 'Test::Kept::Canonical@1.0.0',
  inputs: {
    station: sensor({ readings: list(3, decimal({ unit: 'celsius', min: -50, max: 60, step: 0.1 })), height: disclosed(integer({ min: -100, max: 9000 })) }),
    farmer: credential({ insured: openable(flag()) }),
    forecast: simulation({ index: integer({ min: 0, max: 100 }) }),
    earlier: externalCall({ payout: disclosed(decimal({ unit: 'USD', min: 0, max: 100_000, step: 0.01 })) }),
    terms: parameters({
      limit: decimal({ unit: 'celsius', min: -50, max: 60, step: 0.1 }),
      day: date({ min: '2020-01-01', max: '2100-12-31' }),
      place: oneOf('KEN', 'UGA'),
    }),
  },
  outputs: {
    status: oneOf('CLEAR', 'VIOLATION'),
    payout: decimal({ unit: 'USD', min: 0, max: 100_000, step: 0.01 }),
  },
  rule({ station, farmer, forecast, earlier, terms }) {
    const isHot = sum(station.readings) > terms.limit * 3 && forecast.index >= 10;
    if (!isHot || !farmer.insured || station.height < 0) return { status: 'CLEAR', payout: earlier.payout };
    return { status: 'VIOLATION', payout: min(earlier.payout + 12.5, 100_000) };
  },
});
