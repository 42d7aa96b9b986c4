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

import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type Permission,
} from '@backstage/plugin-permission-common';
import fc, { type Arbitrary } from 'fast-check';
import { giveConsent } from '../../../__testUtils__/giveConsent';
import type { Portal } from '../../../__testUtils__/startPortal';
import type { FuzzCaller } from './callers';
import type { FuzzRequest } from './requests';
import type { FuzzAnswer, Wire } from './Wire';

/** So many are thought up at a time. */
const CHUNK = 500;

/** Requests one by one, the same for the same seed; whoever asks gets the next. */
export function* casesOf(
  arbitrary: Arbitrary<FuzzRequest>,
  options: { seed: number; count: number },
): Generator<FuzzRequest> {
  const { seed, count } = options;
  for (let from = 0; from < count; from += CHUNK) {
    yield* fc.sample(arbitrary, {
      seed: seed + from,
      numRuns: Math.min(CHUNK, count - from),
    });
  }
}

/** A permission policy by what each caller may do. */
export function permissionsOf(callers: FuzzCaller[]) {
  const decide = (
    permission: Permission,
    credentials: BackstageCredentials,
  ): { result: AuthorizeResult.ALLOW | AuthorizeResult.DENY } => {
    const { userEntityRef } = credentials.principal as {
      userEntityRef?: string;
    };
    const caller = callers.find(
      ({ name }) => `user:default/${name}` === userEntityRef,
    );
    const mayDo = caller?.may.some(start => permission.name.startsWith(start));
    return { result: mayDo ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  };
  const decideAll = async (
    asked: { permission: Permission }[],
    options: { credentials: BackstageCredentials },
  ) => asked.map(({ permission }) => decide(permission, options.credentials));
  return mockServices.permissions.mock({
    authorize: decideAll,
    authorizeConditional: decideAll,
  }).factory;
}

/** Something right for `PUT /grant`, by `@code:n` and `@state:n`. */
export async function learnConsent(
  portal: Portal,
  wire: Wire,
  login: string,
): Promise<void> {
  const { body } = await portal.as(login).send('post', '/grant/authorization');
  const { code, state } = await giveConsent(body.url, login);
  wire.learn('code', code);
  wire.learn('state', state);
}

/** Remembers ids, cursors and ETags of an answer for requests to come. */
export function learn(
  wire: Wire,
  { method, path }: Pick<FuzzRequest, 'method' | 'path'>,
  { status, headers, text }: FuzzAnswer,
): void {
  if (status >= 300 || method === 'HEAD') return;
  wire.learn('etag', headers.etag);
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    return;
  }
  wire.learn(kindOf(path), body?.id);
  wire.learn('cursor', body?.nextCursor);
}

function kindOf(path: string): string {
  if (path.startsWith('/github')) return 'github-task';
  return path.startsWith('/v1/policy') ? 'rule' : 'task';
}

/** The task that an answer says to have started on GitHub. */
export function startedTask(
  { method, path }: Pick<FuzzRequest, 'method' | 'path'>,
  { status, text }: FuzzAnswer,
): string | undefined {
  if (method !== 'POST' || (status !== 201 && status !== 202)) return undefined;
  if (path.startsWith('/v1/tasks')) return JSON.parse(text).github?.taskId;
  return path.startsWith('/github/') ? JSON.parse(text).id : undefined;
}

/** How a request is told to people; long ones in part. */
export function tell({ method, path, token, headers, body }: FuzzRequest) {
  const shown = body && { ...body, text: body.text.slice(0, 300) };
  return `${method} ${path.slice(0, 200)} ${JSON.stringify({
    token,
    headers,
    body: shown,
  })}`;
}

/** Whatever rules were made do not stand in the way of the task at the end. */
export async function deleteRules(portal: Portal): Promise<void> {
  const priya = portal.as('priya-raman');
  const { body } = await priya.get('/policy');
  for (const { id, origin, version } of body.rules) {
    if (origin !== 'database') continue;
    const reason = 'The fuzz is over';
    await priya
      .send('delete', `/policy/rules/${id}`, { version, reason })
      .expect(204);
  }
}
