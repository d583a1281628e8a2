/** Opens what was sealed to a key. */
import { parseSealed, unseal } from '@clauseproof/protocol/seal';
import { readRecipientKey } from '../keys/key-file.js';
import { inFile } from '../shell/failure.js';
import { assertFree, SECRET_MODE, writeWhole } from '../shell/files.js';
import { readJsonAs } from '../shell/json-files.js';
import { outColors, print } from '../shell/terminal.js';

export async function unsealFile(
  path: string,
  request: { readonly key: string; readonly out: string; readonly force?: boolean },
): Promise<void> {
  const { out } = request;
  await assertFree(out, request.force);
  const [{ secret }, sealed] = await Promise.all([readRecipientKey(request.key), readJsonAs(path, parseSealed)]);
  try {
    await writeWhole(out, await unseal(sealed, secret), SECRET_MODE);
    print(`${outColors.green('ok')}  ${out} holds a ${sealed.content} about the certificate ${sealed.full_cac_hash}`);
  } catch (error) {
    throw inFile(path, error);
  }
}
