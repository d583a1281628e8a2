import { clause, count, flag, integer, list, oneOf, oneOfTexts, parameters, record, sensor, sum, text } from '@clauseproof/compiler/clause';

const PROTECTED = ['COD', 'HAKE', 'TUNA'];

export default clause({
  id: 'Fisheries::Quota::Landings',
  version: '1.0.0',
  title: 'Whether the landings of a vessel kept its quotas by species',
  inputs: {
    log: sensor({
      landings: list(
        { min: 0, max: 20 },
        record({ species: text({ maxBytes: 12 }), kilograms: integer({ min: 1, max: 50_000, unit: 'kg' }), undersized: flag() }),
      ),
    }),
    quotas: parameters({
      total: integer({ min: 0, max: 1_000_000, unit: 'kg' }),
      each: list(3, integer({ min: 0, max: 300_000, unit: 'kg' })),
      share: integer({ min: 0, max: 100 }),
    }),
  },
  outputs: { kept: flag(), worst: oneOf('NONE', 'COD', 'HAKE', 'TUNA', 'TOTAL', 'UNDERSIZED') },
  rule({ log, quotas }) {
    const total = sum(log.landings, (one) => one.kilograms);
    if (total > quotas.total) return { kept: false, worst: 'TOTAL' };
    const cod = sum(log.landings, (one) => (one.species === 'COD' ? one.kilograms : 0));
    const hake = sum(log.landings, (one) => (one.species === 'HAKE' ? one.kilograms : 0));
    const tuna = sum(log.landings, (one) => (one.species === 'TUNA' ? one.kilograms : 0));
    if (cod > quotas.each[0]) return { kept: false, worst: 'COD' };
    if (hake > quotas.each[1]) return { kept: false, worst: 'HAKE' };
    if (tuna > quotas.each[2]) return { kept: false, worst: 'TUNA' };
    const small = count(log.landings, (one) => one.undersized && oneOfTexts(one.species, PROTECTED));
    if (small * 100 > quotas.share * log.landings.length) return { kept: false, worst: 'UNDERSIZED' };
    return { kept: true, worst: 'NONE' };
  },
});
