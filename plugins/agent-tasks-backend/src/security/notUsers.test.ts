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

import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { createStage } from '../__testUtils__/createStage';
import { createOpenApiDocument } from '../http/openapi';
import { callsOf } from './__testUtils__/fuzz/calls';

jest.setTimeout(60_000);

const ID = '11111111-2222-4333-8444-555555555555';
/** What a plugin says of itself to probes; it holds numbers only. */
const FOR_ALL = ['/v1/health'];

describe('callers who are no users', () => {
  const stage = createStage();
  const calls = callsOf(createOpenApiDocument({ serverUrl: 'http://x' }));

  const fill = (path: string) =>
    path
      .replace('{owner}', 'acme')
      .replace('{repo}', 'services')
      .replace(/\{\w+\}/g, ID);

  /** The document holds nothing of anybody, and services may read it. */
  const isDocument = (path: string, status: number) =>
    status === 403 && path === '/v1/openapi.json';

  it.each([
    ['without credentials', mockCredentials.none.header(), 401],
    ['that are services', mockCredentials.service.header(), 403],
    ['with a token that is none', mockCredentials.user.invalidHeader(), 401],
  ] as const)('%s are refused by every call', async (_who, header, status) => {
    const portal = await stage.start();
    const token = await stage.mint();
    const before = (await stage.simulator.control.requests()).length;
    const answers = await Promise.all(
      calls.map(async ({ method, path }) => {
        const send = request(portal.server)[
          method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'
        ](`/api/agent-tasks${fill(path)}`);
        const answer = await send
          .set('Authorization', header)
          .set('X-GitHub-Token', token)
          .send(method === 'GET' ? undefined : {});
        return [`${method} ${path}`, answer.status];
      }),
    );
    expect(answers.length).toBeGreaterThan(15);
    expect(answers.filter(([, each]) => each !== status)).toEqual(
      calls
        .filter(
          ({ path }) => FOR_ALL.includes(path) || isDocument(path, status),
        )
        .map(({ method, path }) => [`${method} ${path}`, 200]),
    );
    expect((await stage.simulator.control.requests()).length).toBe(before);
  });
});
