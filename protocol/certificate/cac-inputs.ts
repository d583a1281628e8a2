/**
 * The `inputs` member of a CAC, between the places of 4.2.3 (by kind of group) and the flat lists that are hashed.
 *
 * `writeCacInputs` and `readCacInputs` are inverse, and the reader refuses everything that the writer does not write: a group or field
 * that the interface does not have, a wrong index, a value that is not in canonical form, a commitment outside the field.
 */
import { type ClauseInterface, commitmentUnits, type GroupKind, type InterfaceField } from '../clause/interface.js';
import { ProtocolError } from '../errors.js';
import { decodeField, FIELD_OF, type ProofSystem } from '../field/field.js';
import { sameJson } from '../json/canonical.js';
import { assertMetaOfKind, type CommittedUnit, type DisclosedField, type InputMeta, type PublicInputs } from '../statement/inputs.js';
import { decodeValue, encodeValue } from '../values/codec.js';
import type { CacGroup, CacInputs } from './cac.js';

type ObjectPlace = 'sensor_data' | 'simulation_results' | 'external_calls' | 'parameters';

/** Where groups of a kind stand; credentials are a list, the others objects by group name. */
const PLACES: Readonly<Record<Exclude<GroupKind, 'credential'>, ObjectPlace>> = {
  sensor: 'sensor_data',
  simulation: 'simulation_results',
  externalCall: 'external_calls',
  parameters: 'parameters',
};

interface Group {
  readonly name: string;
  readonly kind: GroupKind;
  readonly fields: readonly InterfaceField[];
}

function groupsOf(iface: ClauseInterface): Group[] {
  return [...new Set(iface.fields.map((field) => field.group))].map((name) => {
    const fields = iface.fields.filter((field) => field.group === name);
    return { name, kind: (fields[0] as InterfaceField).group_kind, fields };
  });
}

/**
 * The `inputs` member.
 * @throws ProtocolError `inputs.incomplete` | `inputs.meta` (fields and units of one group tell different origins).
 */
export function writeCacInputs(iface: ClauseInterface, inputs: PublicInputs, inputs_root: string): CacInputs {
  const places: Record<ObjectPlace, Record<string, CacGroup>> = {
    sensor_data: {},
    simulation_results: {},
    external_calls: {},
    parameters: {},
  };
  const credentials: (CacGroup & { group: string })[] = [];
  const units = commitmentUnits(iface);
  for (const group of groupsOf(iface)) {
    const disclosed = inputs.fields.filter((field) => group.fields.some((f) => f.index === field.index));
    const committed = inputs.units.filter((unit) => units[unit.unit]?.group === group.name);
    const metas = [...disclosed, ...committed].map((item) => item.meta);
    const meta = metas[0];
    if (meta === undefined)
      throw new ProtocolError('inputs.incomplete', 'a group has neither values nor a commitment', `/inputs/${group.name}`);
    if (!metas.every((other) => sameJson(other, meta)))
      throw new ProtocolError('inputs.meta', 'one group has one origin', `/inputs/${group.name}`);
    const fields = Object.fromEntries(
      disclosed.map(({ index, value }) => [memberName(iface.fields[index] as InterfaceField), { index, value }]),
    );
    if (group.kind === 'credential') credentials.push({ group: group.name, fields, meta });
    else places[PLACES[group.kind]][group.name] = { fields, meta };
  }
  const commitments = inputs.units.map(({ unit, commitment, attested_by }) => ({ unit, commitment, ...(attested_by && { attested_by }) }));
  const { sensor_data, ...others } = places;
  return { sensor_data, credentials, ...others, commitments, inputs_root };
}

/**
 * The flat lists again, and the encoded disclosed values by field index (empty for fields that are not disclosed).
 * @throws ProtocolError `inputs.unknown-group` | `inputs.missing-group` | `inputs.unknown-field` | `inputs.missing-field` |
 *   `inputs.wrong-index` | `inputs.not-canonical` | `inputs.meta` | `inputs.incomplete` | `input.*` | `field.*`, with a pointer.
 */
export function readCacInputs(
  iface: ClauseInterface,
  inputs: CacInputs,
  proofSystem: ProofSystem,
): { inputs: PublicInputs; encoded: bigint[][] } {
  const groups = groupsOf(iface);
  const found = findGroups(groups, inputs);
  const encoded: bigint[][] = iface.fields.map(() => []);
  const fields: DisclosedField[] = [];
  for (const { fields: declared, name, kind } of groups) {
    const { group, pointer } = found.get(name) as Located;
    assertMetaOfKind(group.meta, kind, `${pointer}/meta`);
    const disclosed = declared.filter((field) => field.visibility === 'disclosed');
    assertNames(Object.keys(group.fields), disclosed.map(memberName), 'field', `${pointer}/fields`);
    for (const field of disclosed) {
      const at = `${pointer}/fields/${memberName(field)}`;
      const { index, value } = group.fields[memberName(field)] as { index: number; value: DisclosedField['value'] };
      if (index !== field.index) throw new ProtocolError('inputs.wrong-index', `this field has number ${field.index}`, `${at}/index`);
      const leaves = encodeValue(field.type, value, `${at}/value`);
      if (!sameJson(decodeValue(field.type, leaves), value)) {
        throw new ProtocolError('inputs.not-canonical', 'the value is not in its canonical form', `${at}/value`);
      }
      encoded[index] = leaves;
      fields.push({ index, value, meta: group.meta });
    }
  }
  fields.sort((a, b) => a.index - b.index);
  return { inputs: { fields, units: readUnits(iface, inputs, found, proofSystem) }, encoded };
}

function readUnits(
  iface: ClauseInterface,
  inputs: CacInputs,
  found: ReadonlyMap<string, Located>,
  proofSystem: ProofSystem,
): CommittedUnit[] {
  const committed = commitmentUnits(iface).filter((unit) => unit.kind !== 'disclosed');
  if (inputs.commitments.length !== committed.length) {
    throw new ProtocolError('inputs.incomplete', `the clause has ${committed.length} commitments`, '/inputs/commitments');
  }
  decodeField(inputs.inputs_root, FIELD_OF[proofSystem]);
  return committed.map(({ index, group }, i) => {
    const { unit, commitment, attested_by } = inputs.commitments[i] as CacInputs['commitments'][number];
    if (unit !== index) throw new ProtocolError('inputs.wrong-index', `this unit has number ${index}`, `/inputs/commitments/${i}/unit`);
    decodeField(commitment, FIELD_OF[proofSystem]);
    const meta: InputMeta = (found.get(group as string) as Located).group.meta;
    return { unit, commitment, meta, ...(attested_by && { attested_by }) };
  });
}

interface Located {
  readonly group: CacGroup;
  readonly pointer: string;
}

/** Exactly the groups of the interface, each in its place; credentials in the order of the interface. */
function findGroups(groups: readonly Group[], inputs: CacInputs): Map<string, Located> {
  const found = new Map<string, Located>();
  for (const [kind, place] of Object.entries(PLACES)) {
    const names = groups.filter((group) => group.kind === kind).map((group) => group.name);
    assertNames(Object.keys(inputs[place]), names, 'group', `/inputs/${place}`);
    for (const name of names) found.set(name, { group: inputs[place][name] as CacGroup, pointer: `/inputs/${place}/${name}` });
  }
  const credentials = groups.filter((group) => group.kind === 'credential').map((group) => group.name);
  assertNames(
    inputs.credentials.map((credential) => credential.group),
    credentials,
    'group',
    '/inputs/credentials',
  );
  inputs.credentials.forEach((group, i) => {
    if (group.group !== credentials[i])
      throw new ProtocolError('inputs.wrong-index', 'credentials stand in the order of the interface', '/inputs/credentials');
    found.set(group.group, { group, pointer: `/inputs/credentials/${i}` });
  });
  return found;
}

function assertNames(actual: readonly string[], expected: readonly string[], what: 'group' | 'field', pointer: string): void {
  const missing = expected.find((name) => !actual.includes(name));
  if (missing !== undefined) throw new ProtocolError(`inputs.missing-${what}`, `the ${what} ${missing} is missing`, pointer);
  if (actual.length !== expected.length)
    throw new ProtocolError(`inputs.unknown-${what}`, `only ${expected.join(', ') || 'nothing'} may stand here`, pointer);
}

function memberName(field: Pick<InterfaceField, 'pointer'>): string {
  return field.pointer.slice(field.pointer.lastIndexOf('/') + 1);
}
