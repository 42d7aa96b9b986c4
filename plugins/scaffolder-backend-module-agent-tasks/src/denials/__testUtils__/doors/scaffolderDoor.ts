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

import type { startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import request from 'supertest';
import { eventually } from '../../../__testUtils__/eventually';
import type { Door } from '../types';
import { readCode } from './readCode';

type Server = Awaited<ReturnType<typeof startTestBackend>>['server'];

/** A template with one step, `agent-tasks:start`, whose input is the request. */
function templateOf(input: Record<string, unknown>): Entity {
  const steps = [{ id: 'start', action: 'agent-tasks:start', input }];
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: 'start' },
    spec: { type: 'service', parameters: {}, steps } as any,
  };
}

/** A run of a template, to its end. */
export function scaffolderDoor(
  server: Server,
  /** Makes this the one template of the catalog. */
  publish: (template: Entity) => void,
): Door {
  return async ({ authorization, gitHubToken, request: input }) => {
    publish(templateOf(input));
    const created = await request(server)
      .post('/api/scaffolder/v2/tasks')
      .set('authorization', authorization)
      .send({
        templateRef: 'template:default/start',
        values: {},
        secrets: gitHubToken ? { USER_OAUTH_TOKEN: gitHubToken } : {},
      });
    if (created.status !== 201) throw new Error(created.text);
    const path = `/api/scaffolder/v2/tasks/${created.body.id}`;
    const read = async (url: string) =>
      (await request(server).get(url).set('authorization', authorization)).body;
    await eventually(
      () => read(path),
      ({ status }) => !['open', 'processing'].includes(status),
    );
    const events: any[] = await read(`${path}/events`);
    const message = events.map(({ body }) => body.message).join('\n');
    return { code: readCode(message), message };
  };
}
