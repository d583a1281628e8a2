import picocolors from 'picocolors';
import { describe, expect, test } from 'vitest';
import { CliError, inFile, problemsOf, problemText } from './failure.js';

const plain = picocolors.createColors(false);

test('an error of the command shows code, place and help', () => {
  const error = new CliError('file.exists', 'this file is already there', { where: 'a.json', help: 'name another file' });
  expect(problemText(problemsOf(error), plain)).toBe(
    'error[file.exists]: this file is already there\n  at    a.json\n  help: name another file\n',
  );
});

describe('errors of other packages are known by their shape', () => {
  const coded = (more: object) => Object.assign(new Error('expected a number'), { code: 'input.wrong-type', ...more });

  test('with pointer and help', () => {
    expect(problemsOf(coded({ pointer: '/inputs/a', help: 'write a number' }))).toEqual([
      { code: 'input.wrong-type', message: 'expected a number', where: '/inputs/a', help: 'write a number' },
    ]);
  });

  test('all problems of one that has several, each below the file', () => {
    const problems = [
      { code: 'input.missing', message: 'this input is missing', pointer: '/inputs/a' },
      { code: 'input.wrong-type', message: 'expected a number', pointer: '' },
    ];
    expect(problemsOf(inFile('in.json', coded({ problems }))).map(({ where }) => where)).toEqual(['in.json: /inputs/a', 'in.json']);
  });

  test('and those of the system by their code', () => {
    const missing = Object.assign(new Error("ENOENT: no such file or directory, open '/x'"), { code: 'ENOENT', path: '/x' });
    expect(problemsOf(missing)[0]).toMatchObject({ code: 'file.missing', where: '/x' });
  });
});

describe('whatever else is thrown comes from a bug, and its message may hold anything', () => {
  test.each([
    ['an error', new TypeError('rainfall is 12.3')],
    ['a text', 'rainfall is 12.3'],
    ['nothing', undefined],
    ['a code that is not ours', Object.assign(new Error('rainfall is 12.3'), { code: 'ERR_INVALID_ARG_TYPE' })],
  ])('%s becomes E-INTERNAL without its message', (_, thrown) => {
    const text = problemText(problemsOf(thrown), plain);
    expect(text).toContain('error[E-INTERNAL]');
    expect(text).not.toContain('12.3');
  });

  test('also where a file is named', () => {
    const bug = new TypeError('rainfall is 12.3');
    expect(() => inFile('in.json', bug)).toThrow(bug);
  });
});
