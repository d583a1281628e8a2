/**
 * From the evidence to everything that the page shows. No document here: the views draw what this returns.
 *
 * INVARIANT: every conclusion is the verifier's. What is read here besides (names, types, hidden fields) is for showing, is read by the same
 * strict readers, and is marked as a claim unless the verdict is valid.
 */
import { type Cac, parseCac } from '@clauseproof/protocol/cac';
import { cborToJson } from '@clauseproof/protocol/cac-cbor';
import { decodeCoseSign1 } from '@clauseproof/protocol/cose';
import { parseDisclosure } from '@clauseproof/protocol/disclosure';
import { parseJson } from '@clauseproof/protocol/json';
import { parseRegistry, type RegisteredCircuit, type Registry, type RegistryEntry } from '@clauseproof/protocol/registry';
import { type CheckRow, createVerifier, type Verdict } from '@clauseproof/verifier';
import { type ClauseSource, matchSource } from './clause-source.js';
import { type EvidenceItem, MAX_FILE_BYTES } from './evidence.js';

export interface Evidence {
  readonly items: readonly EvidenceItem[];
  /** DIDs that the visitor pinned. */
  readonly trust: readonly string[];
  /** Keys of development setups that the visitor accepts, by `vk_hash`. */
  readonly allowDevelopment: readonly string[];
  /** The certificate to judge, if the visitor chose one. */
  readonly chosen: number | undefined;
  readonly time: Date;
}

export interface ChainNode {
  readonly hash: string;
  /** Absent for one that was not supplied. */
  readonly clause?: string;
  readonly verdict?: Verdict['verdict'];
  readonly timestamp?: string;
  readonly links: readonly { readonly to: string; readonly map: readonly (readonly [output: string, input: string])[] }[];
}

export interface Examination {
  readonly certificate: EvidenceItem;
  readonly verdict: Verdict;
  /** The row that stands in the way of `valid`: the first failure, else the first that could not be decided. */
  readonly deciding?: CheckRow;
  readonly cac?: Cac;
  readonly registry?: Registry;
  readonly entry?: RegistryEntry;
  readonly circuit?: RegisteredCircuit;
  /** `mismatch`: a text was brought, and it is not that of the registered clause. */
  readonly source?: ClauseSource | 'mismatch';
  /** The certificate first, then those that it builds on; just itself without links. */
  readonly chain: readonly ChainNode[];
}

const ofKind = ({ items }: Evidence, kind: EvidenceItem['kind']) => items.filter((item) => item.kind === kind);

/** Undefined as long as there is no certificate. */
export async function examine(evidence: Evidence): Promise<Examination | undefined> {
  const certificates = ofKind(evidence, 'certificate').map((item) => ({ item, cac: readCac(item) }));
  const chosen = certificates.find(({ item }) => item.id === evidence.chosen) ?? newestLink(certificates);
  if (chosen === undefined) return undefined;
  const registryItem = ofKind(evidence, 'registry').at(-1);
  const { trust, allowDevelopment, time } = evidence;
  const options = {
    registry: registryItem?.bytes ?? '',
    policy: { trust, allowDevelopment },
    time,
    openings: ofKind(evidence, 'openings').flatMap((item) => (isAbout(item, chosen.cac) ? [item.bytes] : [])),
    parents: certificates.filter((other) => other !== chosen).map(({ item }) => item.bytes),
  };
  const verifier = createVerifier(options);
  const verdict = await verifier.verify(chosen.item.bytes);
  const { cac } = chosen;
  const registry = registryItem === undefined ? undefined : readRegistry(registryItem);
  const entry = registry?.entries.find((candidate) => `${candidate.clause_id}@${candidate.clause_version}` === cac?.clause_id);
  const circuit = entry?.circuits.find((candidate) => candidate.vk_hash === cac?.vk_hash);
  const texts = ofKind(evidence, 'source');
  const source = entry === undefined || texts.length === 0 ? undefined : (matchSource(texts, entry.source_hash) ?? 'mismatch');
  const deciding = verdict.checks.find(({ outcome }) => outcome === 'fail') ?? verdict.checks.find(({ outcome }) => outcome === 'unknown');
  const judge = async (item: EvidenceItem) => (await verifier.verify(item.bytes)).verdict;
  const chain = cac === undefined ? [] : await chainOf(cac, verdict.verdict, certificates, judge);
  return {
    certificate: chosen.item,
    verdict,
    chain,
    ...(deciding === undefined ? {} : { deciding }),
    ...(cac === undefined ? {} : { cac }),
    ...(registry === undefined ? {} : { registry }),
    ...(entry === undefined ? {} : { entry }),
    ...(circuit === undefined ? {} : { circuit }),
    ...(source === undefined ? {} : { source }),
  };
}

interface Certificate {
  readonly item: EvidenceItem;
  readonly cac: Cac | undefined;
}

/** The certificate that no other one builds on; of several, the one that came last. */
function newestLink(certificates: readonly Certificate[]): Certificate | undefined {
  const linked = new Set(certificates.flatMap(({ cac }) => cac?.links.prev.map(({ full_cac_hash }) => full_cac_hash) ?? []));
  const free = certificates.filter(({ cac }) => cac === undefined || !linked.has(cac.hash_graph.full_cac_hash));
  return free.at(-1) ?? certificates.at(-1);
}

/** What fits into a picture; the verifier itself follows eight links. */
const MAX_NODES = 24;

async function chainOf(
  first: Cac,
  verdict: Verdict['verdict'],
  certificates: readonly Certificate[],
  judge: (item: EvidenceItem) => Promise<Verdict['verdict']>,
): Promise<ChainNode[]> {
  const nodes: ChainNode[] = [nodeOf(first, verdict)];
  const seen = new Set([first.hash_graph.full_cac_hash]);
  for (const node of nodes) {
    for (const { to } of node.links) {
      if (seen.has(to) || nodes.length >= MAX_NODES) continue;
      seen.add(to);
      const found = certificates.find(({ cac }) => cac?.hash_graph.full_cac_hash === to);
      nodes.push(found?.cac === undefined ? { hash: to, links: [] } : nodeOf(found.cac, await judge(found.item)));
    }
  }
  return nodes;
}

function nodeOf(cac: Cac, verdict: Verdict['verdict']): ChainNode {
  return {
    hash: cac.hash_graph.full_cac_hash,
    clause: cac.clause_id,
    verdict,
    timestamp: cac.timestamp,
    links: cac.links.prev.map(({ full_cac_hash, map }) => ({ to: full_cac_hash, map: Object.entries(map) })),
  };
}

/** A disclosure of another certificate says nothing about this one; one that cannot be read is for the verifier to refuse. */
function isAbout({ bytes }: EvidenceItem, cac: Cac | undefined): boolean {
  try {
    return parseDisclosure(parseJson(bytes, CAPS)).full_cac_hash === cac?.hash_graph.full_cac_hash;
  } catch {
    return true;
  }
}

const CAPS = { maxDepth: 32 };
/** The first byte of a COSE_Sign1. */
const COSE_MARK = 0xd2;

/** In any of its forms. */
function readCac({ bytes }: EvidenceItem): Cac | undefined {
  try {
    if (bytes[0] === COSE_MARK) return parseCac(cborToJson(decodeCoseSign1(bytes, CAPS).payload, CAPS));
    return parseCac((bytes[0] ?? 0) >= 0x80 ? cborToJson(bytes, CAPS) : parseJson(bytes, CAPS));
  } catch {
    return undefined;
  }
}

function readRegistry({ bytes }: EvidenceItem): Registry | undefined {
  try {
    return parseRegistry(parseJson(bytes, { maxBytes: MAX_FILE_BYTES, maxDepth: 32 }));
  } catch {
    return undefined;
  }
}
