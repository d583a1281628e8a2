/** The drought clause as a typed AST, for tests that need a real clause without the front end. */
import type { TypedClause } from '../typed/ast.js';
import * as t from './typed.js';

const RAINFALL = { kind: 'list', length: 90, element: t.decimal('0', '500', '0.1') } as const;
const TRIGGER = t.decimal('1', '5000', '0.1');
const EXIT = t.decimal('0', '5000', '0.1');
const INSURED = t.decimal('0', '1000000', '0.01');
const STATUS = ['COMPLIANT', 'VIOLATION'];

export function droughtClause(): TypedClause {
  const [trigger, exit, insured] = [t.symbol('trigger'), t.symbol('exit'), t.symbol('insured')];
  const [total, share] = [t.symbol('total'), t.symbol('share', t.QUOTIENT)];
  const sum = { kind: 'fold', operator: 'sum', list: t.input('rainfall', RAINFALL), type: t.NUMBER, span: t.span() } as const;
  return t.clauseOf(
    { rainfall: RAINFALL, trigger: TRIGGER, exit: EXIT, insured: INSURED },
    { status: { kind: 'oneOf', names: STATUS }, payout: INSURED },
    [
      t.declare(trigger, t.input('trigger', TRIGGER)),
      t.declare(exit, t.input('exit', EXIT)),
      t.declare(insured, t.input('insured', INSURED)),
      t.ensure(t.compare('lt', t.use(exit), t.use(trigger)), 'exit must lie below trigger'),
      t.declare(total, sum),
      t.when(t.compare('ge', t.use(total), t.use(trigger)), [t.giveBack({ status: t.nameOf(STATUS, 0), payout: t.number('0') })]),
      t.declare(
        share,
        t.arithmetic(
          'divide',
          t.arithmetic('subtract', t.use(trigger), t.use(total)),
          t.arithmetic('subtract', t.use(trigger), t.use(exit)),
        ),
      ),
      t.giveBack({
        status: t.nameOf(STATUS, 1),
        payout: t.round(t.extremum('min', t.arithmetic('multiply', t.use(insured), t.use(share)), t.use(insured)), '0.01', 'floor'),
      }),
    ],
    (name) => (name === 'rainfall' ? 'private' : 'disclosed'),
  );
}
