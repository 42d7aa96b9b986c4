/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { structuredPatch } from 'diff';
import { FileEntry, FileList, GitObjects, isSameFile } from './GitObjects';

/** What happened to one file between two commits. */
export type FileChange = {
  path: string;
  status: 'added' | 'modified' | 'removed';
  additions: number;
  deletions: number;
  /** The hunks of a unified diff; undefined for binary files, as on GitHub. */
  patch?: string;
  /** The id of the content afterwards, of the last one for removed files. */
  blobId: string;
};

/** GitHub shows three lines around a change, and no patch for very large files. */
const CONTEXT_LINES = 3;
const LARGEST_TEXT = 1_000_000;
/** Git looks for a zero byte in the first 8000 bytes. */
const SNIFFED_BYTES = 8_000;

/** The changes from one list of files to another, ordered by path. Renames are a removal and an addition. */
export function compareFiles(
  objects: GitObjects,
  before: FileList,
  after: FileList,
): FileChange[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths]
    .filter(path => !isSameFile(before.get(path), after.get(path)))
    .sort((a, b) => (a < b ? -1 : 1))
    .map(path => compareFile(objects, path, before.get(path), after.get(path)));
}

function compareFile(
  objects: GitObjects,
  path: string,
  before: FileEntry | undefined,
  after: FileEntry | undefined,
): FileChange {
  const [from, to] = [before, after].map(file =>
    file ? objects.blob(file.id) ?? Buffer.alloc(0) : Buffer.alloc(0),
  );
  const kept = after ? 'modified' : 'removed';
  const change = {
    path,
    status: before ? kept : 'added',
    blobId: (after ?? before)!.id,
  } as const;
  if (isBinary(from) || isBinary(to)) {
    return { ...change, additions: 0, deletions: 0 };
  }
  const { hunks } = structuredPatch(
    path,
    path,
    from.toString('utf8'),
    to.toString('utf8'),
    undefined,
    undefined,
    { context: CONTEXT_LINES },
  );
  const lines = hunks.flatMap(hunk => hunk.lines);
  const count = (sign: string) =>
    lines.filter(line => line.startsWith(sign)).length;
  return {
    ...change,
    additions: count('+'),
    deletions: count('-'),
    ...(hunks.length > 0 && {
      patch: hunks
        .flatMap(hunk => [
          `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(
            hunk.newStart,
            hunk.newLines,
          )} @@`,
          ...hunk.lines,
        ])
        .join('\n'),
    }),
  };
}

/** All changes as `git diff` prints them, to read and to apply. */
export function printDiff(
  objects: GitObjects,
  before: FileList,
  after: FileList,
): string {
  return compareFiles(objects, before, after)
    .map(({ path, patch }) => {
      const [from, to] = [before.get(path), after.get(path)];
      const none = '0'.repeat(7);
      const ids = `${from?.id.slice(0, 7) ?? none}..${
        to?.id.slice(0, 7) ?? none
      }`;
      const names = [
        `--- ${from ? `a/${path}` : '/dev/null'}`,
        `+++ ${to ? `b/${path}` : '/dev/null'}`,
      ];
      const isMoved = from && to && from.mode !== to.mode;
      return [
        `diff --git a/${path} b/${path}`,
        ...(from ? [] : [`new file mode ${to!.mode}`]),
        ...(to ? [] : [`deleted file mode ${from!.mode}`]),
        ...(isMoved ? [`old mode ${from.mode}`, `new mode ${to.mode}`] : []),
        `index ${ids}${from?.mode === to?.mode ? ` ${to!.mode}` : ''}`,
        ...(patch === undefined ? [] : [...names, patch]),
        '',
      ].join('\n');
    })
    .join('');
}

/** Git leaves `,1` out. */
function range(start: number, lines: number): string {
  return lines === 1 ? String(start) : `${start},${lines}`;
}

function isBinary(content: Buffer): boolean {
  return (
    content.length > LARGEST_TEXT ||
    content.subarray(0, SNIFFED_BYTES).includes(0)
  );
}
