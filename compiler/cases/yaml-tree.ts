/**
 * YAML 1.2 (core schema) to a tree of JSON values with the place of each, strictly.
 *
 * Why a tree of our own: the library's plain values have lost their places and the digits of numbers (`0.10` became a binary fraction).
 * Refused besides what is no YAML: members named twice, tags, several documents, numbers that are not decimal, an alias inside its own
 * anchor, and texts that aliases would blow up beyond a limit.
 */

import { hasLoneSurrogate, type JsonWithLiterals, NumberLiteral } from '@clauseproof/protocol/json';
import { isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments, type Scalar, type YAMLMap } from 'yaml';
import type { Span } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { SourceModule } from '../source/module.js';

export interface Member {
  readonly nameSpan: Span;
  readonly value: Tree;
}

export interface Tree {
  readonly span: Span;
  readonly json: JsonWithLiterals;
  /** The members of an object, in their order. */
  readonly members?: ReadonlyMap<string, Member>;
  /** The items of a list. */
  readonly items?: readonly Tree[];
  /** Values in it, aliases written out. */
  readonly size: number;
}

export const MAX_CASES_LENGTH = 16 << 20;
const MAX_VALUES = 2_000_000;
const MAX_DEPTH = 64;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The tree of the one document in `source`; undefined when it has none that could be read. What is wrong goes to the reporter. */
export function parseYamlTree(source: SourceModule, reporter: Reporter): Tree | undefined {
  const { name: module, text } = source;
  const whole = { module, start: 0, end: Math.min(1, text.length) };
  if (text.length > MAX_CASES_LENGTH) {
    reporter.report('CP6009', whole, `a cases file has at most ${MAX_CASES_LENGTH} characters`, { help: 'split the clause, or its cases' });
    return undefined;
  }
  const documents = parseAllDocuments(text, { version: '1.2', schema: 'core', strict: true, uniqueKeys: true, prettyErrors: false });
  const [first, second] = 'empty' in documents ? [] : documents;
  if (second !== undefined) {
    const [start] = second.range;
    reporter.report('CP6001', { module, start, end: start + 1 }, 'a cases file is one YAML document', { help: 'remove the line ---' });
  }
  const problems = [...(first?.errors ?? []), ...(first?.warnings ?? [])];
  for (const { code, pos, message } of problems) {
    const span = { module, start: pos[0], end: Math.max(pos[1], pos[0] + 1) };
    if (code === 'DUPLICATE_KEY') reporter.report('CP6005', span, 'this member stands here twice', { help: 'keep one of them' });
    else reporter.report('CP6001', span, `not YAML: ${message.replaceAll('\n', ' ')}`);
  }
  if (problems.some(({ code }) => code !== 'DUPLICATE_KEY')) return undefined;
  const contents = first?.contents;
  if (contents === null || contents === undefined) return { span: whole, json: null, size: 1 };
  return new Grower(module, reporter).grow(contents as Node, 0);
}

class Grower {
  /** Aliases share what their anchor became; an anchor that is still open maps to undefined. */
  private readonly anchors = new Map<string, Tree | undefined>();

  constructor(
    private readonly module: string,
    private readonly reporter: Reporter,
  ) {}

  grow(node: Node, depth: number): Tree {
    if (isAlias(node)) return this.alias(node.source, this.spanOf(node));
    const { anchor } = node as { anchor?: string };
    if (anchor !== undefined) this.anchors.set(anchor, undefined);
    const tree = this.value(node, depth);
    if (anchor !== undefined) this.anchors.set(anchor, tree);
    return tree;
  }

  private alias(name: string, span: Span): Tree {
    const target = this.anchors.get(name);
    if (target !== undefined) return { ...target, span };
    return this.refuse(span, this.anchors.has(name) ? `*${name} stands inside of &${name}` : `no anchor &${name} stands before this`);
  }

  private value(node: Node, depth: number): Tree {
    const span = this.spanOf(node);
    if (depth > MAX_DEPTH) return this.refuse(span, `values nest at most ${MAX_DEPTH} levels deep`);
    if (isScalar(node)) return { span, json: this.scalar(node, span), size: 1 };
    if (isMap(node)) return this.object(node as YAMLMap<Node, Node | null>, span, depth);
    if (!isSeq(node)) return this.refuse(span, 'this kind of value cannot stand here');
    const items = node.items.map((item) => this.grow(item as Node, depth + 1));
    return this.bounded({ span, items, json: items.map((item) => item.json), size: sizeOf(items) });
  }

  private object(node: YAMLMap<Node, Node | null>, span: Span, depth: number): Tree {
    const members = new Map<string, Member>();
    for (const { key, value } of node.items) {
      const nameSpan = this.spanOf(key);
      const name = isScalar(key) ? (key.type === 'PLAIN' ? key.source : key.value) : undefined;
      if (typeof name !== 'string' || name === '__proto__') {
        this.reporter.report('CP6004', nameSpan, 'the name of a member is plain text');
        continue;
      }
      members.set(name, { nameSpan, value: value === null ? { span: nameSpan, json: null, size: 1 } : this.grow(value, depth + 1) });
    }
    const json = Object.fromEntries([...members].map(([name, member]) => [name, member.value.json]));
    return this.bounded({ span, members, json, size: sizeOf([...members.values()].map((member) => member.value)) });
  }

  private scalar({ value, source, type }: Scalar, span: Span): JsonWithLiterals {
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'string') {
      if (!hasLoneSurrogate(value)) return value;
      this.reporter.report('CP6004', span, 'this text holds half of a character', { help: 'write the character itself' });
      return '';
    }
    if (type === 'PLAIN' && source !== undefined && JSON_NUMBER.test(source)) return new NumberLiteral(source);
    this.reporter.report('CP6006', span, `'${source ?? String(value)}' is not a number in decimal digits`, {
      help: 'write 0.5 and 17, without a plus, leading zeros or another base; a text stands in quotes',
    });
    return 0;
  }

  private bounded(tree: Tree): Tree {
    return tree.size <= MAX_VALUES ? tree : this.refuse(tree.span, `with its aliases written out this has more than ${MAX_VALUES} values`);
  }

  private refuse(span: Span, message: string): Tree {
    this.reporter.report('CP6009', span, message);
    return { span, json: null, size: 1 };
  }

  private spanOf(node: Node): Span {
    const [start, end] = node.range ?? [0, 0];
    return { module: this.module, start, end };
  }
}

const sizeOf = (parts: readonly Tree[]): number => parts.reduce((sum, part) => sum + part.size, 1);

/** The place of the value at a JSON pointer below `tree`, or of the nearest one around it that exists. */
export function spanAt(tree: Tree, pointer: string): Span {
  let here = tree;
  for (const step of pointer.split('/').slice(1)) {
    const next = here.members?.get(step.replaceAll('~1', '/').replaceAll('~0', '~'))?.value ?? here.items?.[Number(step)];
    if (next === undefined) break;
    here = next;
  }
  return here.span;
}
