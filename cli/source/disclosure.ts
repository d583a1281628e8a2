/** A disclosure report for programs: places as lines and columns of files, as in `check --format json`. */

import { positionAt } from '@clauseproof/compiler/diagnostics/position';
import type { Disclosure } from '@clauseproof/compiler/disclosure';
import { pathIn } from './diagnostics.js';
import type { LoadedClause } from './load-modules.js';

export function disclosureJson(loaded: LoadedClause, { outputs, demands, idle }: Disclosure): object {
  const texts = new Map(loaded.modules.map((module) => [module.name, module.text]));
  return {
    outputs,
    demands: demands.map(({ reason, span, influences }) => {
      const place = { module: pathIn(loaded, span.module), ...positionAt(texts.get(span.module) ?? '', span.start) };
      return { reason, place, influences };
    }),
    idle: idle.map(({ pointer, part, visibility }) => ({ pointer, part, visibility })),
  };
}
