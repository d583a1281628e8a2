/** One clause that uses every kind of statement a back end emits, with executions that reach every assertion. */
import { checkClause } from '@clauseproof/compiler/check';
import { compileTyped } from '@clauseproof/compiler/compile-typed';
import { interfaceOf } from '@clauseproof/compiler/interface-of';
import { parseJsonKeepingNumbers } from '@clauseproof/protocol/json';
import { type Answer, type Execution, evaluated, executionOf, type Subject } from './subject.js';

const ENTRY = 'specimen.clause.ts';

const TEXT = `import { addDays, clause, count, date, decimal, ensure, flag, integer, list, oneOf, openable, optional, parameters, present, round, sensor, sum, text } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Emitter::Specimen',
  version: '1.0.0',
  title: 'Uses every kind of statement that a back end emits',
  inputs: {
    station: sensor({
      levels: list(2, decimal({ unit: 'mm', min: 0, max: 20, step: 0.5 })),
      days: integer({ min: 1, max: 7 }),
      wet: flag(),
      kind: openable(oneOf('RAIN', 'SNOW', 'DRY')),
      note: text({ maxBytes: 3 }),
      read: date({ min: '2024-02-01', max: '2024-03-31' }),
      gust: decimal({ unit: 'm/s', min: 0, max: 25, step: 0.1 }),
      cloud: optional(integer({ min: 0, max: 8 })),
      fog: optional(flag()),
      calm: optional(integer({ min: 0, max: 9 })),
    }),
    policy: parameters({
      trigger: decimal({ unit: 'mm', min: 1, max: 40, step: 0.5 }),
      due: date({ min: '2024-02-01', max: '2024-04-30' }),
      storm: integer({ unit: 'm/s', min: 0, max: 25 }),
    }),
  },
  outputs: {
    ok: flag(),
    mean: decimal({ unit: 'mm', min: 0, max: 40, step: 0.1 }),
    left: integer({ min: 0, max: 6 }),
    kind: oneOf('RAIN', 'SNOW', 'DRY'),
  },
  rule({ station, policy }) {
    const total = sum(station.levels);
    ensure(total <= policy.trigger, 'the total must not exceed the trigger');
    ensure(station.kind !== 'SNOW' || station.wet, 'snow is wet');
    ensure(station.days !== 7 || station.kind === 'DRY', 'a whole week is dry');
    if (station.note === 'off') return { ok: false, mean: 0, left: 0, kind: 'DRY' };
    const mean = round(total / station.days, 0.1, 'halfUp');
    const bonus = (station.kind === 'DRY' ? 3 : 1) + (station.gust > policy.storm ? 1 : 0);
    const calm = present(station.calm) && station.calm > 4 ? 1 : present(station.cloud) ? station.cloud : 0;
    const foggy = present(station.fog) && station.fog ? 1 : 0;
    const left = (bonus + 2 * station.days - count(station.levels, (level) => level > 3) + calm + foggy) % station.days;
    const late = addDays(station.read, 14) > policy.due;
    const share = round((total * bonus) / 7, 1, 'floor');
    return { ok: share > 4 !== late, mean, left, kind: station.kind };
  },
});
`;

const execution = (levels: string, days: number, wet: boolean, kind: string, note: string, trigger = '30.0', more = '"gust": 7.9') =>
  `{"station": {"levels": [${levels}], "days": ${days}, "wet": ${wet}, "kind": "${kind}", "note": "${note}", "read": "2024-03-01", ${more}},
    "policy": {"trigger": ${trigger}, "due": "2024-03-09", "storm": 8}}`;

/** The one with 2.5 mm is refused for the bounds of its days only, when these are 8. */
const EXECUTIONS = [
  execution('12.5, 3.0', 3, false, 'RAIN', 'a'),
  execution('0.0, 3.5', 4, true, 'DRY', '', '30.0', '"gust": 8.1, "calm": 5, "cloud": 3'),
  execution('2.0, 2.5', 4, false, 'RAIN', '', '30.0', '"gust": 8.0, "calm": 4, "cloud": 7, "fog": true'),
  execution('20.0, 9.5', 5, true, 'SNOW', 'xyz', '30.0', '"gust": 0.0, "cloud": 1, "fog": false'),
  execution('2.0, 4.0', 7, false, 'DRY', 'of'),
  execution('2.0, 4.0', 2, true, 'RAIN', 'off'),
  execution('12.5, 3.0', 3, false, 'RAIN', 'a', '15.0'),
  execution('12.5, 3.0', 3, false, 'SNOW', 'a'),
  execution('12.5, 3.0', 7, false, 'RAIN', 'a'),
];

export interface Specimen {
  readonly subject: Subject;
  readonly executions: readonly { readonly execution: Execution; readonly reference: Answer }[];
}

export function emitterSpecimen(): Specimen {
  const modules = [{ name: ENTRY, text: TEXT }];
  const { clause, diagnostics } = checkClause(modules, ENTRY);
  if (clause === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  const clauseInterface = interfaceOf(clause);
  const { result: compiled } = compileTyped(clause, clauseInterface, modules);
  if (compiled === undefined) throw new Error('the specimen does not compile');
  const subject: Subject = { name: 'specimen', clause, clauseInterface, modules, compiled };
  const executions = EXECUTIONS.map((text, i) => {
    const inputs = parseJsonKeepingNumbers(text, {});
    return { execution: executionOf(subject, inputs, i + 1), reference: evaluated(subject, inputs) };
  });
  return { subject, executions };
}
