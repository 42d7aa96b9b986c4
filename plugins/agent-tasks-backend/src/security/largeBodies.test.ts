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

import { gzipSync } from 'node:zlib';
import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { createStage } from '../__testUtils__/createStage';
import { createOpenApiDocument } from '../http/openapi';
import { callsOf } from './__testUtils__/fuzz/calls';

jest.setTimeout(60_000);

describe('oversized and deeply nested bodies', () => {
  const stage = createStage();
  const document = createOpenApiDocument({ serverUrl: 'http://x' });
  const calls = callsOf(document).filter(({ body }) => body !== undefined);

  const bodies: [string, Buffer, Record<string, string>][] = [
    ['100,000 lists in each other', Buffer.from('['.repeat(100_000)), {}],
    [
      '40,000 closed ones',
      Buffer.from(`{"rule":${'['.repeat(40_000)}${']'.repeat(40_000)}}`),
      {},
    ],
    ['3 MB of text', Buffer.from(`{"prompt":"${'x'.repeat(3e6)}"}`), {}],
    [
      '20 MB, packed',
      gzipSync(Buffer.from(`{"prompt":"${'x'.repeat(20e6)}"}`)),
      { 'content-encoding': 'gzip' },
    ],
    [
      '50,000 keys',
      Buffer.from(
        `{${Array.from({ length: 50_000 }, (_, n) => `"k${n}":0`).join()}}`,
      ),
      {},
    ],
  ];

  const fill = (path: string) =>
    path
      .replace('{owner}', 'acme')
      .replace('{repo}', 'services')
      .replace(/\{\w+\}/, '11111111-2222-4333-8444-555555555555');

  it.each(bodies)(
    'of %s are refused by every call that takes a body',
    async (_name, bytes, headers) => {
      const portal = await stage.start();
      const token = await stage.mint();
      expect(calls.length).toBeGreaterThan(4);
      for (const { method, path } of calls) {
        const { status, body } = await request(portal.server)
          [method.toLowerCase() as 'post' | 'put' | 'delete'](
            `/api/agent-tasks${fill(path)}`,
          )
          .set('Authorization', mockCredentials.user.header())
          .set('X-GitHub-Token', token)
          .set({ 'content-type': 'application/json', ...headers })
          // As bytes, or superagent would write them as JSON of their own.
          .serialize(value => value)
          .send(bytes);
        const code = path.startsWith('/github') ? body.code : body.error?.code;
        expect([method, path, status, code]).toEqual([
          method,
          path,
          400,
          'validation_failed',
        ]);
      }
      expect(await stage.posts()).toEqual([]);
      await portal.as('ada-nwosu', token).start({});
    },
  );
});
