import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Disk, listInputs } from './list.ts';

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'credtrail-list-'));
  for (const folder of ['logs/b/2024', 'logs/a', 'logs/.hidden', 'other'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const file of [
    'logs/b/2024/2.json',
    'logs/b/2024/1.json.gz',
    'logs/a/3.json',
    'logs/.hidden/4',
    'other/5.json',
  ]) {
    writeFileSync(join(root, file), file);
  }
});
afterAll(() => rmSync(root, { recursive: true }));

function found(...paths: string[]): { files: string[]; problems: string[] } {
  const { files, problems } = listInputs(paths.map((path) => (path === '-' ? path : join(root, path))));
  const inside = (path: string) => path.replace(`${root}/`, '');
  return {
    files: files.map(({ path }) => inside(path)),
    problems: problems.map(({ code, file }) => `${code} ${inside(file)}`),
  };
}

const EVERYTHING = ['logs/.hidden/4', 'logs/a/3.json', 'logs/b/2024/1.json.gz', 'logs/b/2024/2.json'];

test.each([
  ['a folder, hidden parts too, in a fixed order', ['logs'], EVERYTHING],
  ['a file', ['other/5.json'], ['other/5.json']],
  ['the same thing twice', ['logs', 'logs/a', 'logs/a/3.json'], EVERYTHING],
  ['a star within one folder', ['logs/a/*.json'], ['logs/a/3.json']],
  ['a star for a folder', ['logs/*/2024/*'], ['logs/b/2024/1.json.gz', 'logs/b/2024/2.json']],
  ['two stars', ['**/*.json'], ['logs/a/3.json', 'logs/b/2024/2.json', 'other/5.json']],
  ['two stars and the folder itself', ['other/**/5.json'], ['other/5.json']],
  ['alternatives', ['{other,logs/a}/?.json'], ['other/5.json', 'logs/a/3.json']],
  ['a class of characters', ['logs/b/2024/[1-2].json*'], ['logs/b/2024/1.json.gz', 'logs/b/2024/2.json']],
  ['standard input', ['-'], ['-']],
])('%s', (_name, paths, files) => {
  expect(found(...paths)).toEqual({ files, problems: [] });
});

test.each([
  ['a path that is not there', 'nowhere', 'unreadable nowhere'],
  ['a glob that matches nothing', 'logs/*.xml', 'unreadable logs/*.xml'],
])('%s is a problem and the rest goes on', (_name, path, problem) => {
  expect(found(path, 'other')).toEqual({ files: ['other/5.json'], problems: [problem] });
});

test('two stars alone are the folder one is in', () => {
  const disk: Disk = {
    names: (folder) => (folder === '.' ? ['a.json', 'sub'] : ['b.json']),
    entry: (path) => {
      if (path === '' || path === '**') throw new Error('no such file');
      return { kind: ['.', 'sub'].includes(path) ? 'folder' : 'file', size: 1, id: path };
    },
  };
  const { files, problems } = listInputs(['**'], { disk });
  expect(files.map(({ path }) => path)).toEqual(['a.json', 'sub/b.json']);
  expect(problems).toEqual([]);
});

test('brackets in a name are a name, too', () => {
  mkdirSync(join(root, 'run[1]'));
  writeFileSync(join(root, 'run[1]/6.json'), 'x');
  expect(found('run[1]')).toEqual({ files: ['run[1]/6.json'], problems: [] });
  expect(found('run[1]/*.json')).toEqual({ files: ['run[1]/6.json'], problems: [] });
  rmSync(join(root, 'run[1]'), { recursive: true });
});

describe('links', () => {
  test('are followed, and a file reached twice is read once', () => {
    const folder = join(root, 'linked');
    mkdirSync(folder);
    symlinkSync(join(root, 'other'), join(folder, 'a'));
    symlinkSync(join(root, 'other', '5.json'), join(folder, 'b.json'));
    linkSync(join(root, 'logs/a/3.json'), join(folder, 'hard.json'));
    expect(found('linked')).toEqual({ files: ['linked/a/5.json', 'linked/hard.json'], problems: [] });
    rmSync(folder, { recursive: true });
  });

  test('that go round in circles are a problem', () => {
    const folder = join(root, 'circle');
    mkdirSync(join(folder, 'in'), { recursive: true });
    writeFileSync(join(folder, 'in', 'x.json'), '{}');
    symlinkSync(folder, join(folder, 'in', 'up'));
    symlinkSync('self', join(folder, 'self'));
    expect(found('circle')).toEqual({
      files: ['circle/in/x.json'],
      problems: ['link-loop circle/in/up', 'link-loop circle/self'],
    });
    expect(found('circle/**/*.json').files).toEqual(['circle/in/x.json']);
    rmSync(folder, { recursive: true });
  });

  test('that lead nowhere are a problem', () => {
    const folder = join(root, 'dangling');
    mkdirSync(folder);
    symlinkSync('gone', join(folder, 'x'));
    expect(found('dangling').problems).toEqual(['unreadable dangling/x']);
    rmSync(folder, { recursive: true });
  });
});

test('a folder without permission is a problem and its neighbours are read', () => {
  const disk: Disk = {
    names(folder) {
      if (folder === 'top') return ['open.json', 'closed', 'pipe'];
      throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    },
    entry: (path) => ({
      kind: path === 'top' || path.endsWith('closed') ? 'folder' : path.endsWith('pipe') ? 'other' : 'file',
      size: 7,
      id: path,
    }),
  };
  const { files, problems } = listInputs(['top'], { disk, baseline: true });
  expect(files).toEqual([{ path: 'top/open.json', size: 7, baseline: true }]);
  expect(problems.map(({ file, code, message }) => [file, code, message])).toEqual([
    ['top/closed', 'unreadable', 'permission denied'],
    ['top/pipe', 'unreadable', 'it is not a regular file'],
  ]);
});
