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

import {
  mockCredentials,
  type startTestBackend,
} from '@backstage/backend-test-utils';
import request from 'supertest';

type Server = Awaited<ReturnType<typeof startTestBackend>>['server'];

/** Connects a person with GitHub, as they would in the portal's settings. */
export async function connect(server: Server, login: string): Promise<void> {
  const call = (method: 'post' | 'put', path: string) =>
    request(server)
      [method](`/api/agent-tasks/v1${path}`)
      .set(
        'authorization',
        mockCredentials.user.header(`user:default/${login}`),
      );
  const { body } = await call('post', '/grant/authorization');
  const consent = new URL(body.url);
  const consented = await fetch(`${consent.origin}${consent.pathname}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams([...consent.searchParams, ['sign_in_as', login]]),
  });
  const back = new URL(consented.headers.get('location')!).searchParams;
  const answer = await call('put', '/grant').send({
    code: back.get('code'),
    state: back.get('state'),
  });
  if (answer.status !== 200) throw new Error(answer.text);
}
