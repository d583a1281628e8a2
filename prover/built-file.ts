/**
 * Where the compiled JavaScript of a worker or a child process lies. Node 20 cannot load TypeScript, so when the sources
 * themselves are running (under vitest), the file to start is the built twin in `dist/`.
 */
import { fileURLToPath } from 'node:url';

/** @param path of the file in `dist/`, for example `pool/worker.js` */
export function builtFile(path: string): string {
  return fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? `dist/${path}` : path, import.meta.url));
}
