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
  coreServices,
  createServiceFactory,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import {
  signalsServiceRef,
  type SignalPayload,
} from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import type {
  StartTaskRequest,
  Task,
  TaskDetail,
} from 'backstage-plugin-agent-tasks-common';
import type { RunningSimulator } from 'github-agent-tasks-simulator';
import type { Knex } from 'knex';
import request from 'supertest';
import { agentTasksPlugin } from '../plugin';
import { waitFor } from './waitFor';

export interface PortalOptions {
  simulator: Pick<RunningSimulator, 'host' | 'apiBaseUrl' | 'control'>;
  /** A database that outlives the portal; one of its own if absent. */
  knex?: Knex;
  /** Merged over `agentTasks` of the test's app-config. */
  policy?: object;
  /** `agentTasks.credentials`. */
  credentials?: object;
  requestTimeoutMs?: number;
  intervalMs?: number;
  slowIntervalMs?: number;
  features?: Parameters<typeof startTestBackend>[0]['features'];
}

/** The plugin in a real backend, over a simulated GitHub, and what it let out. */
export interface Portal {
  server: Awaited<ReturnType<typeof startTestBackend>>['server'];
  signals: SignalPayload[];
  notifications: NotificationSendOptions[];
  /** Every line of the plugin's log, as JSON. */
  logs: string[];
  as(login: string, token?: string): PortalUser;
  /** Edits `agentTasks.policy` of app-config while the portal runs. */
  changePolicy(policy: object): void;
  stop(): Promise<void>;
}

/** One person who uses the portal API, with or without a GitHub token. */
export interface PortalUser {
  post(body: unknown, key?: string): request.Test;
  get(path: string): request.Test;
  /** Any other call of the portal API. */
  send(
    method: 'post' | 'put' | 'delete',
    path: string,
    body?: object,
  ): request.Test;
  /** `POST /tasks/{id}/check` or `…/abandon`. */
  act(id: string, action: 'check' | 'abandon'): request.Test;
  /** Starts a task and expects 201. */
  start(body: Partial<StartTaskRequest>, key?: string): Promise<Task>;
  task(id: string): Promise<TaskDetail>;
  /** The task once it is as wanted. */
  taskWhen(
    id: string,
    isWanted: (task: TaskDetail) => boolean,
  ): Promise<TaskDetail>;
}

export async function startPortal(options: PortalOptions): Promise<Portal> {
  const { simulator, knex } = options;
  const signals: SignalPayload[] = [];
  const notifications: NotificationSendOptions[] = [];
  const logs: string[] = [];
  const dataWith = (policy: JsonObject) => ({
    app: { baseUrl: 'http://localhost:3000' },
    backend: {
      baseUrl: 'http://localhost:7007',
      actions: { pluginSources: ['agent-tasks'] },
    },
    integrations: {
      github: [{ host: simulator.host, apiBaseUrl: simulator.apiBaseUrl }],
    },
    agentTasks: {
      github: {
        host: simulator.host,
        requestTimeout: {
          milliseconds: options.requestTimeoutMs ?? 5000,
        },
      },
      policy,
      ...(options.credentials && {
        credentials: options.credentials as JsonObject,
      }),
      tracking: {
        interval: { milliseconds: options.intervalMs ?? 40 },
        slowInterval: { milliseconds: options.slowIntervalMs ?? 200 },
      },
    },
  });
  const config = mockServices.rootConfig({
    data: dataWith(
      (options.policy as JsonObject) ?? {
        repositories: [
          { match: 'acme/*' },
          { match: 'acme/payroll', deny: true },
        ],
      },
    ),
  });
  const backend = await startTestBackend({
    features: [
      agentTasksPlugin,
      createServiceFactory({
        service: coreServices.rootConfig,
        deps: {},
        factory: () => config,
      }),
      ...(knex
        ? [mockServices.database.mock({ getClient: async () => knex }).factory]
        : []),
      createServiceFactory({
        service: coreServices.logger,
        deps: {},
        factory: () => capturingLogger(logs),
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async payload => {
            signals.push(payload as SignalPayload);
          },
        }),
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          send: async notification => {
            notifications.push(notification);
          },
        }),
      }),
      ...(options.features ?? []),
    ],
  });
  const { server } = backend;
  return {
    server,
    signals,
    notifications,
    logs,
    changePolicy: policy =>
      config.update({ data: dataWith(policy as JsonObject) }),
    stop: () => backend.stop(),
    as: (login, token) => createUser(server, login, token),
  };
}

function createUser(
  server: Portal['server'],
  login: string,
  token: string | undefined,
): PortalUser {
  const withHeaders = (test: request.Test) => {
    test.set(
      'Authorization',
      mockCredentials.user.header(`user:default/${login}`),
    );
    return token === undefined ? test : test.set('X-GitHub-Token', token);
  };
  const get = (path: string) =>
    withHeaders(request(server).get(`/api/agent-tasks/v1${path}`));
  const send: PortalUser['send'] = (method, path, body) => {
    const test = withHeaders(
      request(server)[method](`/api/agent-tasks/v1${path}`),
    );
    return body ? test.send(body) : test;
  };
  const post = (body: unknown, key?: string) => {
    const test = withHeaders(
      request(server).post('/api/agent-tasks/v1/tasks'),
    ).set('Content-Type', 'application/json');
    if (key !== undefined) test.set('Idempotency-Key', key);
    return test.send(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const act = (id: string, action: string) =>
    withHeaders(
      request(server).post(`/api/agent-tasks/v1/tasks/${id}/${action}`),
    );
  const task = async (id: string) => {
    const answer = await get(`/tasks/${id}`);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body as TaskDetail;
  };
  return {
    get,
    send,
    post,
    act,
    task,
    async start(body, key) {
      const answer = await post(
        { repository: 'acme/services', prompt: 'Add a health check', ...body },
        key,
      );
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body;
    },
    taskWhen: (id, isWanted) =>
      waitFor(async () => {
        const current = await task(id);
        return isWanted(current) && current;
      }),
  };
}

/** With the fields of child loggers, in which the audit trail has what failed. */
function capturingLogger(lines: string[], fields?: object): LoggerService {
  const write =
    (level: string) =>
    (message: string | Error, meta?: object): void => {
      const told =
        meta instanceof Error ? { error: String(meta.stack), ...meta } : meta;
      lines.push(
        JSON.stringify([
          level,
          String(message),
          ...(fields || told ? [{ ...fields, ...told }] : []),
        ]),
      );
    };
  return {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    child: more => capturingLogger(lines, { ...fields, ...more }),
  };
}
