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

import { gunzipSync } from 'node:zlib';
import { tarball } from './tarball';

/** Reads an archive by the rules of POSIX ustar, checking each checksum. */
function read(archive: Buffer): Record<string, string> {
  const bytes = gunzipSync(archive);
  const text = (start: number, length: number) =>
    bytes
      .subarray(start, start + length)
      .toString()
      .split('\0')[0];
  const files: Record<string, string> = {};
  for (let at = 0; bytes[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const header = Buffer.from(bytes.subarray(at, at + 512)).fill(
      ' ',
      148,
      156,
    );
    expect(Number.parseInt(text(at + 148, 8), 8)).toBe(
      header.reduce((sum, byte) => sum + byte, 0),
    );
    const prefix = text(at + 345, 155);
    const path = [prefix, text(at, 100)].filter(Boolean).join('/');
    files[path] = bytes.subarray(at + 512, at + 512 + size).toString();
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

describe('tarball', () => {
  it('keeps paths and contents, also long and empty ones', () => {
    const long = `${'folder/'.repeat(20)}file.txt`;
    const files = new Map([
      ['README.md', '# Hällo\n'],
      ['empty', ''],
      ['block', 'x'.repeat(512)],
      [long, 'deep'],
    ]);
    expect(read(tarball('acme-x-1234567', files, 1_700_000_000_000))).toEqual({
      'acme-x-1234567/README.md': '# Hällo\n',
      'acme-x-1234567/empty': '',
      'acme-x-1234567/block': 'x'.repeat(512),
      [`acme-x-1234567/${long}`]: 'deep',
    });
  });
});
