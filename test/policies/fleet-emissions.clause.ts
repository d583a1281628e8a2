import { clause, decimal, list, oneOf, parameters, quantity, record, round, sensor, sum } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Climate::Reporting::FleetEmissions',
  version: '1.0.0',
  title: 'Emissions of a fleet by fuel, and whether they fell by the agreed share',
  inputs: {
    fleet: sensor({
      trips: list(
        { min: 1, max: 24 },
        record({
          fuel: oneOf('DIESEL', 'PETROL', 'GAS'),
          litres: decimal({ unit: 'l', min: 0, max: 5000, step: 0.1 }),
          km: decimal({ unit: 'km', min: 1, max: 2000, step: 0.1 }),
        }),
      ),
    }),
    target: parameters({
      baseline: decimal({ unit: 'kg', min: 1, max: 10_000_000, step: 0.1 }),
      cut: decimal({ min: 0, max: 1, step: 0.01 }),
    }),
  },
  outputs: {
    met: oneOf('MET', 'MISSED'),
    total: decimal({ unit: 'kg', min: 0, max: 1_200_000, step: 0.1 }),
    perKm: decimal({ unit: 'kg/km', min: 0, max: 1_200_000, step: 0.001 }),
  },
  rule({ fleet, target }) {
    const total = sum(
      fleet.trips,
      (trip) =>
        trip.litres *
        (trip.fuel === 'DIESEL' ? quantity(2.68, 'kg/l') : trip.fuel === 'PETROL' ? quantity(2.31, 'kg/l') : quantity(2.75, 'kg/l')),
    );
    const distance = sum(fleet.trips, (trip) => trip.km);
    return {
      met: total <= target.baseline * (1 - target.cut) ? 'MET' : 'MISSED',
      total: round(total, 0.1, 'ceil'),
      perKm: round(total / distance, 0.001, 'ceil'),
    };
  },
});
