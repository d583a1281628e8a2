/** Opens what was sealed to a key. */
import { parseJson } from '@clauseproof/protocol/json';
import { parseSealed, unseal } from '@clauseproof/protocol/seal';
import { readRecipientKey } from '../keys/key-file.js';
import { CliError, inFile } from '../shell/failure.js';
import { exists, readBytes, SECRET_MODE, writeWhole } from '../shell/files.js';
import { outColors, print } from '../shell/terminal.js';

export async function unsealFile(
  path: string,
  request: { readonly key: string; readonly out: string; readonly force?: boolean },
): Promise<void> {
  const { out } = request;
  if (request.force !== true && (await exists(out)))
    throw new CliError('file.exists', 'this file is already there', {
      where: out,
      help: 'name another file, or overwrite it with --force',
    });
  const [{ secret }, bytes] = await Promise.all([readRecipientKey(request.key), readBytes(path)]);
  try {
    const sealed = parseSealed(parseJson(bytes, { maxBytes: bytes.length }));
    await writeWhole(out, await unseal(sealed, secret), SECRET_MODE);
    print(`${outColors.green('ok')}  ${out} holds a ${sealed.content} about the certificate ${sealed.full_cac_hash}`);
  } catch (error) {
    throw inFile(path, error);
  }
}
