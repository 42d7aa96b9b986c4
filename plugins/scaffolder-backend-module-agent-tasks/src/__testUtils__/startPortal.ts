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
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- a portal has both
import agentTasksPlugin from 'backstage-plugin-agent-tasks-backend';
import {
  startSimulator,
  type SimulatorOptions,
} from 'github-agent-tasks-simulator';
import request from 'supertest';
import scaffolderModuleAgentTasks from '../index';
import { eventually } from './eventually';

const ADA = 'user:default/ada-nwosu';

/** A run of the scaffolder as its API shows it. */
export interface ScaffolderRun {
  id: string;
  status: string;
  output?: Record<string, any>;
  /** All lines of the log, one below the other. */
  log: string;
}

/**
 * A backend with the real scaffolder, the real agent-tasks backend and this
 * module, beside a simulated GitHub whose time runs fast.
 */
export async function startPortal(options: {
  entities: Entity[];
  simulator?: SimulatorOptions;
}) {
  const github = await startSimulator({
    speed: 40,
    history: false,
    ...options.simulator,
  });
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      agentTasksPlugin,
      scaffolderModuleAgentTasks,
      catalogServiceMock.factory({ entities: options.entities }),
      mockServices.userInfo.factory(),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          integrations: {
            github: [{ host: github.host, apiBaseUrl: github.apiBaseUrl }],
          },
          agentTasks: {
            github: { host: github.host },
            policy: { repositories: [{ match: 'acme/*' }] },
            tracking: { interval: { milliseconds: 200 } },
          },
        },
      }),
    ],
  });
  const { token } = await github.control.createToken({ login: 'ada-nwosu' });
  const signIn = { USER_OAUTH_TOKEN: token };

  const post = (path: string, body: object, user = ADA) =>
    request(backend.server)
      .post(`/api/scaffolder/v2/${path}`)
      .set('authorization', mockCredentials.user.header(user))
      .send(body);
  const get = (path: string) =>
    request(backend.server)
      .get(`/api/scaffolder/v2/${path}`)
      .set('authorization', mockCredentials.user.header(ADA));

  async function read(id: string): Promise<ScaffolderRun> {
    const { body: task } = await get(`tasks/${id}`);
    const { body: events } = await get(`tasks/${id}/events`);
    return {
      id,
      status: task.status,
      output: events.find((event: any) => event.type === 'completion')?.body
        .output,
      log: events.map((event: any) => event.body.message).join('\n'),
    };
  }

  return {
    github,
    /** The token of Ada for GitHub. */
    token,
    /** Creates a run, as Ada with her sign-in to GitHub unless `by` says otherwise. */
    async create(
      templateRef: string,
      values: object,
      by: { user?: string; secrets?: object } = {},
    ): Promise<string> {
      const { user, secrets = signIn } = by;
      const body = { templateRef, values, secrets };
      const answer = await post('tasks', body, user);
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body.id;
    },
    /** Retries a run, as the button does: without secrets unless some are given. */
    async retry(id: string, secrets: object = {}): Promise<void> {
      const answer = await post(`tasks/${id}/retry`, { secrets });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    },
    async cancel(id: string): Promise<void> {
      await post(`tasks/${id}/cancel`, {});
    },
    read,
    /** Reads a run once it has come to its end. */
    finished: (id: string) =>
      eventually(
        () => read(id),
        ({ status }) => !['open', 'processing'].includes(status),
      ),
    dryRun: (body: object) => post('dry-run', body),
    async stop(): Promise<void> {
      await backend.stop();
      await github.stop();
    },
  };
}
