/**
 * Which package may import which: the arrows of docs/architecture.md, checked by `npm run lint:dependencies`.
 * test/architecture/dependency-rules.test.ts plants a violation of every rule, so that a check which looks at nothing fails.
 */
const PACKAGES = ['protocol', 'circuits', 'compiler', 'prover', 'verifier', 'web', 'cli', 'examples', 'benchmarks', 'test'];

/** A workspace package is seen at its folder, or below node_modules where the link was not followed. */
const packagePath = (name) => `^(node_modules/@clauseproof/)?${name}/`;

/** Product code: tests and test harnesses may import what they compare with. */
const PRODUCT = { pathNot: ['\\.test\\.[jt]s$', '/testing/', '/dist/'] };

/** `from` may import of our packages only those in `allowed`. */
function onlyOurs(from, allowed, extra = []) {
  const refused = PACKAGES.filter((name) => name !== from && !allowed.includes(name)).map(packagePath);
  return {
    name: `${from}-packages`,
    severity: 'error',
    comment: `${from}/ may import ${allowed.length === 0 ? 'no package of ours' : allowed.join(', ')}`,
    from: { path: packagePath(from), ...PRODUCT },
    to: { path: [...refused, ...extra] },
  };
}

/** `from` may import of foreign packages only those in `allowed`. */
function onlyForeign(from, allowed, pathNot = []) {
  return {
    name: `${from}-libraries`,
    severity: 'error',
    comment: `${from}/ may import the libraries ${allowed.join(', ')}`,
    from: { path: packagePath(from), pathNot: [...PRODUCT.pathNot, ...pathNot] },
    to: { path: '(^|/)node_modules/', pathNot: ['node_modules/@clauseproof/', ...allowed.map((name) => `node_modules/${name}/`)] },
  };
}

/** `from` runs in any browser: no module of Node. */
function noNode(from) {
  return {
    name: `${from}-no-node`,
    severity: 'error',
    comment: `${from}/ is pure: no files, clocks, processes`,
    from: { path: packagePath(from), ...PRODUCT },
    to: { dependencyTypes: ['core'] },
  };
}

export default {
  forbidden: [
    onlyOurs('protocol', []),
    onlyForeign('protocol', [
      '@noble/curves',
      '@noble/ed25519',
      '@noble/hashes',
      '@scure/base',
      'canonicalize',
      '@hpke/core',
      '@hpke/dhkem-x25519',
    ]),
    noNode('protocol'),
    onlyOurs('circuits', []),
    onlyForeign('circuits', ['o1js', '@noble/curves'], []),
    onlyOurs('compiler', ['circuits', 'protocol'], ['^(node_modules/@clauseproof/)?circuits/(?!(dist/)?catalog[.])']),
    onlyForeign('compiler', ['ts-morph', '@ts-morph/common', 'yaml']),
    noNode('compiler'),
    onlyOurs('prover', ['circuits', 'protocol']),
    onlyOurs('verifier', ['protocol']),
    onlyForeign('verifier', ['@noble/curves', '@noble/hashes'], ['^verifier/kimchi/']),
    noNode('verifier'),
    // The page is a consumer of the verifier; its build script runs in Node.
    onlyOurs('web', ['verifier', 'protocol']),
    onlyForeign('web', [], ['^web/build[.]ts$']),
    onlyOurs('cli', ['compiler', 'prover', 'verifier', 'protocol', 'circuits', 'examples']),
    onlyOurs('examples', ['compiler']),
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'a cycle between modules hides which one is understood first',
      from: { pathNot: '/dist/' },
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'an import that cannot be resolved is not checked by the other rules',
      from: { pathNot: '/dist/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['\\.tsbuildinfo$', '^test/(vectors|golden)/'] },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'node', 'import', 'default'],
      extensions: ['.ts', '.d.ts', '.js', '.mjs'],
    },
  },
};
