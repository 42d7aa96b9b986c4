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

import { deflateSync, gzipSync } from 'node:zlib';
import type { FuzzBody } from './bodies';

/** The bytes of a body and the headers that go with them. */
export function encodeBody({
  text,
  damage: how,
  contentType: type,
}: FuzzBody): {
  bytes: Buffer;
  headers: Record<string, string>;
} {
  const plain = Buffer.from(text, how === 'utf-16' ? 'utf16le' : 'utf8');
  const headers: Record<string, string> =
    type === undefined ? {} : { 'content-type': type };
  const encoded = (encoding: string, bytes: Buffer) => ({
    bytes,
    headers: { ...headers, 'content-encoding': encoding },
  });
  switch (how) {
    case 'truncated':
      return { bytes: plain.subarray(0, plain.length / 2), headers };
    case 'invalid-utf-8':
      return {
        bytes: Buffer.concat([plain, Buffer.from([0xc3, 0x28, 0xff])]),
        headers,
      };
    case 'byte-order-mark':
      return { bytes: Buffer.concat([Buffer.from('\ufeff'), plain]), headers };
    case 'gzip':
      return encoded('gzip', gzipSync(plain));
    case 'gzip-truncated':
      return encoded('gzip', gzipSync(plain).subarray(0, -9));
    case 'deflate':
      return encoded('deflate', deflateSync(plain));
    case 'not-gzip':
      return encoded('gzip', plain);
    case 'unknown-encoding':
      return encoded('x-fuzz', plain);
    default:
      return { bytes: plain, headers };
  }
}
