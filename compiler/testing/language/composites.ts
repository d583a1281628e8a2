/** Records and lists that a rule makes and takes apart. */
import { FLAG, NUMBER } from './kinds.js';
import type { Scope } from './scope.js';
import { flagAt, numberAt, type Writing } from './writing.js';

/** A declaration of one. Adds to the scope. */
export function composite(writing: Writing, scope: Scope): string[] {
  const { choices } = writing;
  const record = () => `{ a: ${numberAt(writing, scope, 1)}, p: ${flagAt(writing, scope, 1)} }`;
  if (choices.chance(4)) {
    const name = scope.fresh('l');
    const elements = Array.from({ length: 1 + choices.below(3) }, () => numberAt(writing, scope, 1));
    scope.declare(name);
    scope.addPlace(name, { kind: 'list', length: elements.length, element: { kind: 'integer', min: '0', max: '0' } });
    return [`const ${name} = [${elements.join(', ')}];`];
  }
  const value = choices.chance(4) ? `${flagAt(writing, scope, 1)} ? ${record()} : ${record()}` : record();
  if (choices.chance(3)) {
    const renamed = scope.names.has('a') || scope.names.has('p') || choices.chance(4);
    const [a, p] = renamed ? [scope.fresh('n'), scope.fresh('p')] : ['a', 'p'];
    scope.declare(a);
    scope.declare(p);
    scope.addValue(a, NUMBER);
    scope.addValue(p, FLAG);
    return [`const ${renamed ? `{ a: ${a}, p: ${p} }` : '{ a, p }'} = ${value};`];
  }
  const name = scope.fresh('r');
  scope.declare(name);
  scope.addValue(`${name}.a`, NUMBER);
  scope.addValue(`${name}.p`, FLAG);
  return [`${choices.pick(['const', 'let'])} ${name} = ${value};`];
}
