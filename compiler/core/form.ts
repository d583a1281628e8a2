/**
 * Arithmetic on linear forms. Forms are canonical (see `Form`), so equal forms have equal texts.
 */
import type { Form, NodeId, Term } from './ast.js';

export const constantForm = (constant: bigint): Form => ({ constant, terms: [] });
export const atomForm = (node: NodeId): Form => ({ constant: 0n, terms: [{ node, coefficient: 1n }] });

/** `a * x + b * y` */
export function combineForms(a: bigint, x: Form, b: bigint, y: Form): Form {
  const terms: Term[] = [];
  let [i, j] = [0, 0];
  const push = (node: NodeId, coefficient: bigint) => {
    if (coefficient !== 0n) terms.push({ node, coefficient });
  };
  for (;;) {
    const [left, right] = [x.terms[i], y.terms[j]];
    if (left === undefined && right === undefined) break;
    if (right === undefined || (left !== undefined && left.node < right.node)) {
      push((left as Term).node, a * (left as Term).coefficient);
      i++;
    } else if (left === undefined || right.node < left.node) {
      push(right.node, b * right.coefficient);
      j++;
    } else {
      push(left.node, a * left.coefficient + b * right.coefficient);
      i++;
      j++;
    }
  }
  return { constant: a * x.constant + b * y.constant, terms };
}

export const scaleForm = (factor: bigint, form: Form): Form => combineForms(factor, form, 0n, constantForm(0n));

export function equalForms(x: Form, y: Form): boolean {
  return (
    x.constant === y.constant &&
    x.terms.length === y.terms.length &&
    x.terms.every((term, i) => term.node === y.terms[i]?.node && term.coefficient === y.terms[i]?.coefficient)
  );
}

export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Greatest common divisor of the coefficients, without the constant; 0 for a constant form. */
export const contentOf = (form: Form): bigint => form.terms.reduce((content, term) => gcd(content, term.coefficient), 0n);

/** floor(a / b) for b > 0 (bigint division alone truncates toward zero). */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a < 0n && quotient * b !== a ? quotient - 1n : quotient;
}

export const formKey = (form: Form): string => `${form.constant}${form.terms.map((t) => `,${t.coefficient}*${t.node}`).join('')}`;
