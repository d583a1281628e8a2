/**
 * The rule of a clause as statements: guards become early returns, so that the conditions read from top to bottom as they are decided.
 */
import type { Statement } from '../../surface/ast.js';
import { assume, type Condition, type Facts, NEVER, not, simplify, writeCondition } from '../condition.js';
import { flagLiteral, ifStatement, object, returnStatement } from '../surface.js';
import type { Logic } from './logic.js';
import type { Translation } from './translate.js';

export const OUTPUT = 'accepted';

/** Statements that return whether `logic` accepts. */
export function ruleStatements(translation: Translation, logic: Logic): readonly Statement[] {
  return decide(translation, logic, new Map());
}

/** @param isTested the guard of `logic` is known to be truthy or falsy */
function decide(translation: Translation, logic: Logic, facts: Facts, isTested = false): readonly Statement[] {
  const accept = (value: Condition): Statement => {
    const simple = simplify(value, facts);
    return returnStatement(object({ [OUTPUT]: simple.kind === 'constant' ? flagLiteral(simple.value) : writeCondition(simple) }));
  };
  /** `if (condition) return value;`, then the rest where it does not hold. */
  const leaveWhen = (condition: Condition, value: Condition, rest: Logic, isRestTested = false): readonly Statement[] => {
    const simple = simplify(condition, facts);
    if (simple.kind === 'constant') return simple.value ? [accept(value)] : decide(translation, rest, facts, isRestTested);
    return [ifStatement(writeCondition(simple), [accept(value)]), ...decide(translation, rest, assume(facts, simple, false), isRestTested)];
  };
  if (logic.kind === 'if') {
    const { guard, whenTruthy, whenFalsy } = logic;
    if (whenFalsy.kind === 'flag' && whenTruthy.kind === 'flag') return [accept(translation.holds(logic))];
    if (!isTested) return leaveWhen(not(translation.isTestable(guard)), NEVER, logic, true);
    const holds = translation.holds(guard);
    if (whenFalsy.kind === 'flag') return leaveWhen(not(holds), translation.holds(whenFalsy), whenTruthy);
    if (whenTruthy.kind === 'flag') return leaveWhen(holds, translation.holds(whenTruthy), whenFalsy);
    const simple = simplify(holds, facts);
    if (simple.kind === 'constant') return decide(translation, simple.value ? whenTruthy : whenFalsy, facts);
    return [
      ifStatement(writeCondition(simple), decide(translation, whenTruthy, assume(facts, simple, true))),
      ...decide(translation, whenFalsy, assume(facts, simple, false)),
    ];
  }
  const [first, ...rest] = logic.kind === 'and' ? logic.operands : [];
  if (logic.kind === 'and' && first !== undefined && rest.length > 0 && logic.operands.some(isBranching)) {
    const [second, ...more] = rest;
    const tail = second === undefined || more.length > 0 ? { ...logic, operands: rest } : second;
    return leaveWhen(not(translation.holds(first)), NEVER, tail);
  }
  return [accept(translation.holds(logic))];
}

/** A conjunction of these is easier to read one by one. */
const isBranching = (logic: Logic): boolean => logic.kind === 'if' || (logic.kind === 'and' && logic.operands.some(isBranching));
