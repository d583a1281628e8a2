/** What the tests of the verifier make samples with. It is not published, so it is loaded from where the build puts it. */
type Harness = typeof import('../verifier/dist/testing/sample.js') & typeof import('../verifier/dist/testing/snarkjs-json.js');

export async function loadHarness(): Promise<Harness> {
  const load = (name: string) => import(new URL(`../../verifier/dist/testing/${name}.js`, import.meta.url).href) as Promise<object>;
  return { ...(await load('sample')), ...(await load('snarkjs-json')) } as Harness;
}
