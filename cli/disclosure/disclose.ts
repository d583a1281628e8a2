/** Shows chosen inputs of one certificate to somebody, and nothing of the others. */
import { discloseUnits } from '@clauseproof/protocol/openings';
import { readCacFile } from '../certificates/read-cac.js';
import { CliError, inFile } from '../shell/failure.js';
import { assertFree, SECRET_MODE, writeWhole } from '../shell/files.js';
import { outColors, print, printJson } from '../shell/terminal.js';
import { readOpenings } from './read-openings.js';

export interface DiscloseRequest {
  readonly openings: string;
  readonly field?: readonly string[];
  readonly all?: boolean;
  readonly out: string;
  /** DIDs of recipients. */
  readonly to?: readonly string[];
  readonly force?: boolean;
  readonly json?: boolean;
}

export async function disclose(path: string, request: DiscloseRequest): Promise<void> {
  const { field, all, out, to } = request;
  if ((field === undefined) === (all !== true)) {
    throw new CliError('usage.one-choice', 'say what to disclose: either inputs or all of them', {
      help: 'name inputs with --field /group/name, or give --all',
    });
  }
  await assertFree(out, request.force);
  const { cac } = await readCacFile(path);
  const openings = await readOpenings(request.openings, cac.execution_id);
  let disclosure: ReturnType<typeof discloseUnits>;
  try {
    disclosure = discloseUnits(openings, cac, all === true ? undefined : field);
  } catch (error) {
    throw inFile(request.openings, error);
  }
  const text = `${JSON.stringify(disclosure, null, 2)}\n`;
  if (to === undefined) await writeWhole(out, text, SECRET_MODE);
  else {
    const { seal } = await import('@clauseproof/protocol/seal');
    const about = { full_cac_hash: disclosure.full_cac_hash, content: 'disclosure' } as const;
    const sealed = await seal(Buffer.from(text), about, to);
    await writeWhole(out, `${JSON.stringify(sealed, null, 2)}\n`);
  }
  const pointers = disclosure.units.flatMap(({ fields }) => fields.map(({ pointer }) => pointer));
  if (request.json === true) printJson({ file: out, disclosed: pointers, recipients: to ?? [] });
  else {
    const next =
      to === undefined
        ? `clauseproof verify ${path} --opening ${out} --registry registry.json --trust DID`
        : `clauseproof unseal ${out} --key KEY --out opening.json`;
    print(
      `${outColors.green('ok')}  ${out} shows ${pointers.join(', ')}${to === undefined ? '' : ` to ${to.length} recipients only`}\n\nThey check it with: ${next}`,
    );
  }
}
